package failure

import (
	"os"
	"regexp"
	"strconv"
	"testing"
)

func TestTheReadmeListsEachFailureWithItsExitCode(t *testing.T) {
	content, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\| (\\d+) \\| ").FindAllStringSubmatch(string(content), -1) {
		rows[row[1]] = row[2]
	}
	all := []Failure{Usage, Locked, Absent, Refused, Killed, Timeout, Foreign, Changed, Failed}
	words := map[int]string{}
	for _, failure := range all {
		if rows[failure.Word] != strconv.Itoa(failure.Code) {
			t.Errorf("%s has the exit code %d, and the README says %q", failure.Word, failure.Code, rows[failure.Word])
		}
		if other, taken := words[failure.Code]; taken || failure.Code == 0 {
			t.Errorf("%s has the exit code %d of %q", failure.Word, failure.Code, other)
		}
		words[failure.Code] = failure.Word
	}
	if len(rows) != len(all) {
		t.Errorf("the README lists %d failures of %d", len(rows), len(all))
	}
}
