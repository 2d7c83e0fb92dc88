package project

import (
	"context"
	"time"

	"postil/annotate"
	"postil/storage"
)

// watchEvery is how often the file is asked for other processes' changes: they
// show within a second.
const watchEvery = 500 * time.Millisecond

// watch follows the changes of other processes until ctx ends. The same failure
// is told once.
func (p *Project) watch(ctx context.Context) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	told := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		touched, err := p.followForeign(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil:
			told = ""
		case err.Error() != told:
			told = err.Error()
			p.signals.Failed.emit(annotate.At("watching the project file", err))
		}
		if !touched.Empty() {
			p.tell(touched)
		}
	}
}

// followForeign takes in what other processes have changed.
func (p *Project) followForeign(ctx context.Context) (storage.Touched, error) {
	_, touched, err := p.file.Foreign(ctx)
	if err != nil || touched.Empty() {
		return touched, err
	}
	if 0 < len(touched.Documents) {
		p.past.readAgain()
	}
	p.command.Lock()
	defer p.command.Unlock()
	_, err = p.reload(ctx, touched, nil, markings{})
	return touched, err
}
