package keys

import "github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"

// Keychain stores one text for each account. Its errors are of the type [failure.Failure].
type Keychain interface {
	// Read returns false if the keychain answered that it has no text for the account.
	Read(account string) (text string, found bool, err error)
	Write(account, text string) error
}

// Operations are the commands on one account.
type Operations struct {
	Keychain Keychain
	// Lock waits until no other process of this user changes a key.
	Lock func() (unlock func(), err error)
	// Account names the extension.
	Account string
}

// Get returns the stored keys, and creates the first.
func (o Operations) Get() (Keys, error) {
	keys, found, err := o.read()
	if err != nil || found {
		return keys, err
	}
	return o.change(func(stored Keys) (Keys, error) { return stored, nil })
}

// Next starts a rotation, or continues the one that has started: the next key stays the same until Settle.
func (o Operations) Next() (Keys, error) {
	return o.change(func(stored Keys) (Keys, error) {
		if stored.Next == "" {
			stored.Next = random()
		}
		return stored, nil
	})
}

// Settle ends a rotation. It keeps the key with this fingerprint, which is the one that the backend uses.
func (o Operations) Settle(fingerprint string) (Keys, error) {
	return o.change(func(stored Keys) (Keys, error) {
		key, found := stored.matching(fingerprint)
		if !found {
			return Keys{}, failure.Changed
		}
		return Keys{Current: key}, nil
	})
}

// change writes what of returns for the stored keys. Two pages that open at the same time would otherwise each create a
// key, and the backend would be sealed with one that is then overwritten.
func (o Operations) change(of func(stored Keys) (Keys, error)) (Keys, error) {
	unlock, err := o.Lock()
	if err != nil {
		return Keys{}, err
	}
	defer unlock()
	stored, found, err := o.read()
	if err != nil {
		return Keys{}, err
	}
	if !found {
		stored = Keys{Current: random()}
	}
	changed, err := of(stored)
	if err != nil {
		return Keys{}, err
	}
	if found && changed == stored {
		return stored, nil
	}
	return changed, o.write(changed)
}

func (o Operations) read() (Keys, bool, error) {
	text, found, err := o.Keychain.Read(o.Account)
	if err != nil || !found {
		return Keys{}, false, err
	}
	keys, err := parse(text)
	return keys, err == nil, err
}

// write reads the text back: a keychain may report success and keep nothing, and accounts sealed with such a key are lost.
func (o Operations) write(keys Keys) error {
	if err := o.Keychain.Write(o.Account, keys.text()); err != nil {
		return err
	}
	kept, found, err := o.Keychain.Read(o.Account)
	if err != nil {
		return err
	}
	if !found || kept != keys.text() {
		return failure.Failed.Because("not-kept")
	}
	return nil
}
