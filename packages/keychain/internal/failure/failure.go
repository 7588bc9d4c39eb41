// Package failure has the reasons for which a command fails. The page shows a state for each of them.
package failure

// Failure is a reason that the page can name. It contains no text of the keychain, which could contain a secret.
type Failure struct {
	// Word is printed, and ends in the page's state.
	Word string
	// Code is the exit code.
	Code int
	// Detail is the number or name of the operating system's error, for a bug report. It may be empty.
	Detail string
}

func (f Failure) Error() string {
	if f.Detail == "" {
		return f.Word
	}
	return f.Word + ": " + f.Detail
}

// Because returns the same failure with the name of the operating system's error.
func (f Failure) Because(detail string) Failure {
	f.Detail = detail
	return f
}

// Named returns the known failure of a code, or Failed for another code, with a detail.
func Named[K comparable](known map[K]Failure, code K, detail string) Failure {
	found, ok := known[code]
	if !ok {
		found = Failed
	}
	return found.Because(detail)
}

var (
	// Usage: the arguments are not those of a command.
	Usage = Failure{Word: "usage", Code: 2}
	// Locked: the keychain is locked, and the user has not unlocked it.
	Locked = Failure{Word: "locked", Code: 10}
	// Absent: this machine or session has no keychain.
	Absent = Failure{Word: "absent", Code: 11}
	// Refused: the user or the operating system denied access.
	Refused = Failure{Word: "refused", Code: 12}
	// Killed: the keychain ended while it was asked.
	Killed = Failure{Word: "killed", Code: 13}
	// Timeout: the keychain has not responded, or a prompt is still open.
	Timeout = Failure{Word: "timeout", Code: 14}
	// Foreign: the stored value is not one of this program. It is never overwritten.
	Foreign = Failure{Word: "foreign", Code: 15}
	// Changed: no stored key has the fingerprint. Another page has settled another key.
	Changed = Failure{Word: "changed", Code: 16}
	// Failed: any other error.
	Failed = Failure{Word: "failed", Code: 17}
)
