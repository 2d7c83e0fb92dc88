// Postil tags claims, quotes and entities in articles.
package main

import (
	"os"

	"postil/app"
)

func main() { os.Exit(app.Main(os.Args[1:]...)) }
