module github.com/ddext-oauth/ddext-oauth/packages/keychain

go 1.24.0

toolchain go1.26.8

require (
	github.com/godbus/dbus/v5 v5.2.2
	github.com/zalando/go-keyring v0.2.8
	golang.org/x/sys v0.40.0
)

require github.com/danieljoos/wincred v1.2.3 // indirect
