// Package lock makes the processes of one user change the keychain one after the other.
package lock

import (
	"os"
	"path/filepath"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"
)

// InCache locks a file in the user's cache folder. The operating system releases the lock of a process that ends.
func InCache() (unlock func(), err error) {
	folder, err := os.UserCacheDir()
	if err != nil {
		return nil, failure.Failed.Because("no-cache-folder")
	}
	return In(filepath.Join(folder, "ddext-oauth"))
}

// In locks a file in a folder, which is created. It waits for the process that holds the lock.
func In(folder string) (unlock func(), err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, failure.Failed.Because("no-lock")
	}
	file, err := os.OpenFile(filepath.Join(folder, "keychain.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, failure.Failed.Because("no-lock")
	}
	if err := lockFile(file); err != nil {
		file.Close()
		return nil, failure.Failed.Because("no-lock")
	}
	// Closing the file releases the lock.
	return func() { file.Close() }, nil
}
