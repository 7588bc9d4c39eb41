// An extension's own backend with one route, which calls a provider's API for the page.
package main

import (
	"encoding/json"
	"net"
	"net/http"
	"os"

	signin "github.com/ddext-oauth/ddext-oauth/packages/gateway/go"
)

func main() {
	client := signin.New(os.Getenv("DDEXT_INNER_SOCKET"))

	http.HandleFunc("/things", func(response http.ResponseWriter, request *http.Request) {
		var data struct{ Account, URL string }
		token, err := signin.Read(request, &data)
		if err != nil {
			http.Error(response, "The request is not JSON.", http.StatusBadRequest)
			return
		}
		status, things, err := client.Fetch(request.Context(), token, data.Account, http.MethodGet, data.URL, nil)
		if err != nil {
			reply(response, map[string]any{"ok": false, "error": err})
			return
		}
		reply(response, map[string]any{"ok": true, "value": map[string]any{"status": status, "things": string(things)}})
	})

	http.HandleFunc("/accounts", func(response http.ResponseWriter, request *http.Request) {
		token, err := signin.Read(request, &struct{}{})
		if err != nil {
			http.Error(response, "The request is not JSON.", http.StatusBadRequest)
			return
		}
		accounts, err := client.Session(request.Context(), token)
		if err != nil {
			reply(response, map[string]any{"ok": false, "error": err})
			return
		}
		reply(response, map[string]any{"ok": true, "value": len(accounts)})
	})

	listener, err := net.Listen("unix", os.Args[1])
	if err != nil {
		panic(err)
	}
	panic(http.Serve(listener, nil))
}

func reply(response http.ResponseWriter, body any) {
	response.Header().Set("Content-Type", "application/json")
	json.NewEncoder(response).Encode(body)
}
