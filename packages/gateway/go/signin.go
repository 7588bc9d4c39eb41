// Package signin calls the socket API of @ddext-oauth/gateway from an extension's own backend. It uses the standard library only.
package signin

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
)

// Client calls the gateway on its inner socket.
type Client struct{ http http.Client }

// Account is a user who is signed in. Never authorize a user by email address.
type Account struct {
	ID      string
	Profile struct{ ID, Name, Email string }
}

// Error is why a call failed. Its code is caller-unknown if the token is not the page's.
type Error struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Advice  string `json:"advice"`
}

func (e *Error) Error() string { return e.Message + " " + e.Advice }

// New returns a client for a socket: the gateway's DDEXT_INNER_SOCKET.
func New(socket string) *Client {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}
	return &Client{http.Client{Transport: &http.Transport{DialContext: dial}}}
}

// Read reads a request that the page has sent with callBackend: its token, and its data. Check the token with Session or Fetch.
func Read(request *http.Request, data any) (token string, err error) {
	body := struct {
		CallerToken string `json:"callerToken"`
		Data        any    `json:"data"`
	}{Data: data}
	err = json.NewDecoder(io.LimitReader(request.Body, 1<<20)).Decode(&body)
	return body.CallerToken, err
}

// Session returns the accounts that are signed in.
func (c *Client) Session(ctx context.Context, token string) (accounts []Account, err error) {
	value := struct{ Accounts *[]Account }{&accounts}
	err = c.call(ctx, "session", token, struct{}{}, &value)
	return accounts, err
}

// Fetch calls a provider's API with the access token of an account, which stays in the gateway.
func (c *Client) Fetch(ctx context.Context, token, account, method, url string, body []byte) (status int, response []byte, err error) {
	value := struct {
		Status *int
		Body   *[]byte
	}{&status, &response}
	sent := map[string]any{"account": account, "method": method, "url": url}
	if body != nil {
		sent["body"] = body
	}
	err = c.call(ctx, "fetch", token, sent, &value)
	return status, response, err
}

func (c *Client) call(ctx context.Context, path, token string, data, value any) error {
	// The gateway expects the token first. In a map, the names are in the order of the alphabet.
	sent, err := json.Marshal(map[string]any{"callerToken": token, "data": data})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://gateway/auth/"+path, bytes.NewReader(sent))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	result := struct {
		OK    bool
		Value any
		Error *Error
	}{Value: value}
	if err := json.NewDecoder(response.Body).Decode(&result); err != nil {
		return fmt.Errorf("the gateway sent no valid response: %w", err)
	}
	if !result.OK && result.Error != nil {
		return result.Error
	}
	return nil
}
