package command

import "strings"

const (
	longestImage = 255
	longestHost  = 32
)

// isAccount accepts the name of an image without its tag, and optionally "@" and the host that runs it. In lower case, because
// Windows ignores the case of a credential's name. It starts with a letter or digit, because macOS's security tool receives it as
// an argument.
func isAccount(text string) bool {
	image, host, qualified := strings.Cut(text, "@")
	return isName(image, "._/:-", longestImage) && (!qualified || isName(host, "-", longestHost))
}

func isName(text, special string, longest int) bool {
	if text == "" || len(text) > longest || strings.Contains(special, text[:1]) {
		return false
	}
	return strings.IndexFunc(text, func(character rune) bool {
		return !(isLowerCaseOrDigit(character) || strings.ContainsRune(special, character))
	}) < 0
}

// isFingerprint accepts a SHA-256 in base64url without padding.
func isFingerprint(text string) bool {
	return len(text) == 43 && strings.IndexFunc(text, func(character rune) bool {
		return !(isLetterOrDigit(character) || strings.ContainsRune("-_", character))
	}) < 0
}

func isLowerCaseOrDigit(character rune) bool {
	return 'a' <= character && character <= 'z' || '0' <= character && character <= '9'
}

func isLetterOrDigit(character rune) bool {
	return isLowerCaseOrDigit(character) || 'A' <= character && character <= 'Z'
}
