//go:build unix

package lock

import (
	"os"
	"syscall"
)

func lockFile(file *os.File) error {
	for {
		// A signal, such as one of Go's scheduler, interrupts the call.
		if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != syscall.EINTR {
			return err
		}
	}
}
