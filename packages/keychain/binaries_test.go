// Package keychain_test tests the programs that compile-go.mjs has written to dist/.
package keychain_test

import (
	"bytes"
	"debug/buildinfo"
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// An image has the three programs of its architecture.
const largest = 3_000_000

var targets = []struct{ architecture, system, file string }{
	{"amd64", "darwin", "ddext-keychain"},
	{"amd64", "linux", "ddext-keychain"},
	{"amd64", "windows", "ddext-keychain.exe"},
	{"arm64", "darwin", "ddext-keychain"},
	{"arm64", "linux", "ddext-keychain"},
	{"arm64", "windows", "ddext-keychain.exe"},
}

func TestEachProgramIsSmallAndOfItsSystem(t *testing.T) {
	for _, target := range targets {
		t.Run(target.system+" "+target.architecture, func(t *testing.T) {
			path := filepath.Join("dist", target.architecture, target.system, target.file)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if len(content) > largest {
				t.Errorf("%d bytes, and at most %d are allowed", len(content), largest)
			}
			if machine := machineOf(t, target.system, content); machine != target.architecture {
				t.Errorf("is a program for %s", machine)
			}
			info, err := buildinfo.Read(bytes.NewReader(content))
			if err != nil {
				t.Fatal(err)
			}
			settings := map[string]string{}
			for _, setting := range info.Settings {
				settings[setting.Key] = setting.Value
			}
			for key, value := range map[string]string{
				"GOOS": target.system, "GOARCH": target.architecture, "CGO_ENABLED": "0", "-trimpath": "true",
			} {
				if settings[key] != value {
					t.Errorf("%s is %q", key, settings[key])
				}
			}
			assertNoPaths(t, content)
		})
	}
}

// machineOf returns the architecture in the header of a program.
func machineOf(t *testing.T, system string, content []byte) string {
	t.Helper()
	reader := bytes.NewReader(content)
	var machine any
	var err error
	switch system {
	case "linux":
		var file *elf.File
		if file, err = elf.NewFile(reader); err == nil {
			machine = file.Machine
			if file.Section(".interp") != nil {
				t.Error("is linked dynamically")
			}
		}
	case "darwin":
		var file *macho.File
		if file, err = macho.NewFile(reader); err == nil {
			machine = file.Cpu
		}
	case "windows":
		var file *pe.File
		if file, err = pe.NewFile(reader); err == nil {
			machine = file.Machine
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return map[any]string{
		elf.EM_X86_64: "amd64", macho.CpuAmd64: "amd64", uint16(pe.IMAGE_FILE_MACHINE_AMD64): "amd64",
		elf.EM_AARCH64: "arm64", macho.CpuArm64: "arm64", uint16(pe.IMAGE_FILE_MACHINE_ARM64): "arm64",
	}[machine]
}

// assertNoPaths fails if the program contains a folder of the machine that compiled it.
func assertNoPaths(t *testing.T, content []byte) {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{folder, filepath.Join(home, "go")} {
		if bytes.Contains(content, []byte(path)) {
			t.Errorf("contains %s", path)
		}
	}
}

func TestTheSameSourcesInAnotherFolderGiveTheSameProgram(t *testing.T) {
	copied := t.TempDir()
	for _, name := range []string{"cmd", "internal"} {
		if err := os.CopyFS(filepath.Join(copied, name), os.DirFS(name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(copied, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-gcflags=all=-l", "-ldflags", "-s -w -funcalign=1", "-o", "again", "./cmd/ddext-keychain")
	build.Dir = copied
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOEXPERIMENT=nogreenteagc", "GOOS=linux", "GOARCH="+runtime.GOARCH)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	again, err := os.ReadFile(filepath.Join(copied, "again"))
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := os.ReadFile(filepath.Join("dist", runtime.GOARCH, "linux", "ddext-keychain"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again, shipped) {
		t.Error("the programs differ")
	}
}

func TestTheProgramPrintsOneLineWithoutAKeychain(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("(skipped: only Linux has sessions without a keychain)")
	}
	program := exec.Command(filepath.Join("dist", runtime.GOARCH, "linux", "ddext-keychain"), "get", "acme/sign-in")
	program.Env = []string{"HOME=" + t.TempDir(), "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"}
	out, err := program.CombinedOutput()
	if err == nil || program.ProcessState.ExitCode() != 11 || !strings.HasPrefix(string(out), `{"error":"absent"`) {
		t.Errorf("printed %q with exit code %d", out, program.ProcessState.ExitCode())
	}
}
