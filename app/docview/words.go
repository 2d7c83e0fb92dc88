package docview

import (
	"unicode"

	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"
)

// wordAt is the word that holds the byte at offset, or ends there.
func (p *pane) wordAt(offset int) (start, end int, ok bool) {
	from, to := p.text.ParagraphRange(offset)
	it := words.FromString(p.doc.Text[from:to])
	for it.Next() {
		s, e := from+it.Start(), from+it.End()
		if !hasLetter(it.Value()) {
			continue
		}
		if s <= offset && offset <= e {
			start, end, ok = s, e, true
		}
		if e > offset {
			break
		}
	}
	return start, end, ok
}

func hasLetter(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

// snapToWords widens a range to the words that it touches.
func (p *pane) snapToWords(start, end int) (int, int) {
	if s, e, ok := p.wordAt(start); ok && s < end && start < e {
		start = s
	}
	if s, e, ok := p.wordAt(end); ok && s < end {
		end = max(end, e)
	}
	return start, end
}

// sentenceAt is the sentence that holds the byte at offset.
func (p *pane) sentenceAt(offset int) (start, end int) {
	from, to := p.text.ParagraphRange(offset)
	it := sentences.FromString(p.doc.Text[from:to])
	for it.Next() {
		start, end = from+it.Start(), from+it.End()
		if offset < end {
			break
		}
	}
	for end > start && unicode.IsSpace(rune(p.doc.Text[end-1])) {
		end--
	}
	return start, end
}

// nextWord is where the next word ends.
func (p *pane) nextWord(offset int) int {
	for at := offset; at < len(p.doc.Text); at = p.text.NextGrapheme(at) {
		if _, e, ok := p.wordAt(at); ok && e > offset {
			return e
		}
	}
	return len(p.doc.Text)
}

// prevWord is where the word before offset starts.
func (p *pane) prevWord(offset int) int {
	for at := offset; at > 0; at = p.text.PrevGrapheme(at) {
		if s, _, ok := p.wordAt(at); ok && s < offset {
			return s
		}
	}
	return 0
}
