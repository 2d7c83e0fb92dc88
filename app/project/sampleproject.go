package project

import (
	"cmp"
	"context"
	"errors"
	"time"

	"postil/annotate"
	"postil/annotate/text"
	"postil/app/project/sample"
	"postil/storage"
)

// CreateSample makes a project file with the sample articles and what is marked
// in them, and closes it again. An existing file is refused with
// [annotate.Exists].
func CreateSample(ctx context.Context, path, annotator string) error {
	p, err := create(ctx, path, annotator, annotate.DefaultScheme())
	if err != nil {
		return err
	}
	if err = cmp.Or(p.fillSample(ctx), p.Close()); err != nil {
		return errors.Join(err, storage.Remove(path))
	}
	return nil
}

// fillSample adds the sample articles. The program itself does it, so that
// nobody undoes it.
func (p *Project) fillSample(ctx context.Context) error {
	articles, err := sample.Articles()
	if err != nil {
		return err
	}
	tags, err := sample.Tags()
	if err != nil {
		return err
	}
	s := sampler{now: time.Now(), me: p.me, stories: map[string]annotate.UID{}, tags: map[string]annotate.UID{}}
	s.vocabulary = annotate.Vocabulary{Scheme: p.Scheme(), Annotators: []annotate.Annotator{p.me}}
	for _, t := range tags {
		s.addTag(t)
	}
	for _, a := range articles {
		s.addLabels(a)
	}
	_, _, err = p.file.Import(ctx, storage.Action{Name: "add the sample articles"}, func(im *storage.Importer) error {
		if _, err := im.Merge(s.vocabulary); err != nil {
			return err
		}
		for _, a := range articles {
			record, err := s.record(a)
			if err == nil {
				err = im.Add(record)
			}
			if err != nil {
				return annotate.At("sample article "+annotate.Excerpt(a.Name), err)
			}
		}
		return nil
	})
	return err
}

// sampler turns sample articles into records.
type sampler struct {
	now        time.Time
	me         annotate.Annotator
	vocabulary annotate.Vocabulary
	stories    map[string]annotate.UID
	tags       map[string]annotate.UID
}

func (s *sampler) addTag(t sample.Tag) {
	tag := annotate.Tag{UID: annotate.NewUID(), Name: t.Name, Ref: t.Ref, Note: t.Note}
	if l := s.vocabulary.Scheme.LabelNamed(t.Usual); l != nil {
		tag.Usual = l.UID
	}
	s.tags[t.Name] = tag.UID
	s.vocabulary.Tags = append(s.vocabulary.Tags, tag)
}

// addLabels adds the labels that the default scheme lacks.
func (s *sampler) addLabels(a sample.Article) {
	scheme := &s.vocabulary.Scheme
	for _, span := range a.Spans {
		if layer := scheme.LayerNamed(span.Layer); layer != nil && scheme.LabelNamed(span.Label) == nil {
			scheme.Labels = append(scheme.Labels, annotate.Label{UID: annotate.NewUID(), Layer: layer.UID, Name: span.Label,
				Colour: scheme.Free().Colour(), Key: scheme.Free().Key(span.Label)})
		}
	}
}

func (s *sampler) record(a sample.Article) (*annotate.Record, error) {
	if s.stories[a.Story].IsZero() {
		s.stories[a.Story] = annotate.NewUID()
	}
	d := annotate.Document{UID: annotate.NewUID(), Name: a.Name, Source: a.Source, Language: a.Language, Story: s.stories[a.Story],
		Text: a.Text, TextHash: text.HashOf(a.Text), Original: text.HashOf(a.Text), Imported: s.now}
	r := &annotate.Record{Document: d, Statuses: []annotate.DocumentStatus{{Document: d.UID, Annotator: s.me.UID,
		Status: cmp.Or(annotate.Status(a.Status), annotate.Unread)}}}
	for _, span := range a.Spans {
		label := s.vocabulary.Scheme.LabelNamed(span.Label)
		if label == nil {
			return nil, &annotate.Error{Code: annotate.Invalid, What: "no layer for the label " + annotate.Excerpt(span.Label)}
		}
		fragments, err := annotate.Cover(a.Text, span.Fragments...)
		if err != nil {
			return nil, err
		}
		r.Spans = append(r.Spans, annotate.Span{UID: annotate.NewUID(), Document: d.UID, Label: label.UID, Fragments: fragments,
			Tag: s.tags[span.Tag], Note: span.Note, Annotator: s.me.UID, Origin: annotate.Origin{Kind: annotate.Manual},
			Created: s.now, Updated: s.now})
	}
	return r, nil
}
