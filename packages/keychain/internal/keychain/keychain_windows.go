package keychain

import "github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"

func available() error { return nil }

func classify(err error) failure.Failure { return ofCredentialManager(err) }
