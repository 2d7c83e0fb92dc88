package dataset

import "strings"

// Beside returns where NAME and ending stand beside NAME.jsonl or NAME.json.
func Beside(path, ending string) string {
	for _, extension := range []string{".jsonl", ".ndjson", ".json"} {
		if n := len(path) - len(extension); 0 < n && strings.EqualFold(path[n:], extension) {
			return path[:n] + ending
		}
	}
	return path + ending
}
