module github.com/ddext-oauth/ddext-oauth/packages/gateway/go

go 1.21
