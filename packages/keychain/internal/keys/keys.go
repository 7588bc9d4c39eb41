// Package keys creates, stores and rotates the key of one extension.
package keys

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"strings"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"
)

// The stored text is "v1:KEY", and "v1:KEY:NEXT" during a rotation.
const version = "v1"

const size = 32

// Keys are 256 random bits each, base64url without padding.
type Keys struct {
	Current string
	// Next is empty unless a rotation has started and is not settled. Until then the backend may use either key.
	Next string
}

// Fingerprint returns the SHA-256 of a key's text, base64url without padding. It names a key where an argument would show it.
func Fingerprint(key string) string {
	sum := sha256.Sum256([]byte(key))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func random() string {
	bytes := make([]byte, size)
	// Since Go 1.24, this ends the program rather than return an error.
	rand.Read(bytes)
	return base64.RawURLEncoding.EncodeToString(bytes)
}

func (k Keys) text() string {
	if k.Next == "" {
		return version + ":" + k.Current
	}
	return version + ":" + k.Current + ":" + k.Next
}

func parse(text string) (Keys, error) {
	parts := strings.Split(text, ":")
	if parts[0] != version || len(parts) < 2 || len(parts) > 3 {
		return Keys{}, failure.Foreign
	}
	for _, key := range parts[1:] {
		if !isKey(key) {
			return Keys{}, failure.Foreign
		}
	}
	if len(parts) == 2 {
		return Keys{Current: parts[1]}, nil
	}
	return Keys{Current: parts[1], Next: parts[2]}, nil
}

func isKey(text string) bool {
	// The decoder skips line breaks, which a key has none of.
	if strings.ContainsAny(text, "\r\n") {
		return false
	}
	bytes, err := base64.RawURLEncoding.Strict().DecodeString(text)
	return err == nil && len(bytes) == size
}

// matching returns the key that has a fingerprint.
func (k Keys) matching(fingerprint string) (string, bool) {
	for _, key := range []string{k.Current, k.Next} {
		if key != "" && subtle.ConstantTimeCompare([]byte(Fingerprint(key)), []byte(fingerprint)) == 1 {
			return key, true
		}
	}
	return "", false
}
