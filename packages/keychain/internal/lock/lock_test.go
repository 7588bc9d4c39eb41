package lock

import (
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

func TestOneHolderOfTheLockAtATime(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "ddext-oauth")
	var inside atomic.Int32
	var running sync.WaitGroup
	for range 20 {
		running.Add(1)
		go func() {
			defer running.Done()
			for range 50 {
				unlock, err := In(folder)
				if err != nil {
					t.Error(err)
					return
				}
				if inside.Add(1) != 1 {
					t.Error("two hold the lock")
				}
				runtime.Gosched()
				inside.Add(-1)
				unlock()
			}
		}()
	}
	running.Wait()
}

func TestAFolderThatCannotBeCreatedIsAFailure(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := In(filepath.Join(file, "below")); err == nil || err.Error() != "failed: no-lock" {
		t.Errorf("the lock returned %v", err)
	}
}
