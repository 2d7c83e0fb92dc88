// Package cli is Postil's command line: it turns arguments into the commands of
// package project and their results into lines. Exit status 0 means done, 1
// that it failed with one clear line on standard error, 2 that the usage was
// wrong.
package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"unicode"

	"github.com/alecthomas/kong"

	"postil/app/project"
	"postil/app/project/settings"
)

// The exit statuses.
const (
	done   = 0
	failed = 1
	misuse = 2
)

// Program is what the command line runs in.
type Program struct {
	Out, Err io.Writer
	// OpenWindow opens the window on a project file, "" for the last one, and
	// returns when the window is closed.
	OpenWindow func(project string) error
}

// commands are what a person can type. The field tags are the help.
type commands struct {
	Version kong.VersionFlag `help:"Print the version."`

	Open     openCommand     `cmd:"" default:"withargs" help:"Open the window (also without the word open)."`
	Import   importCommand   `cmd:"" help:"Read files or folders into a project; make the project where it isn't there."`
	Export   exportCommand   `cmd:"" help:"Write a project as a data set."`
	Story    storyCommand    `cmd:"" help:"List stories; join documents that tell the same news into one, or take them out."`
	Language languageCommand `cmd:"" help:"Say which language documents are in."`
	Search   searchCommand   `cmd:"" help:"Find past tags by a few letters, best first."`
	Stats    statsCommand    `cmd:"" help:"Count what a project holds."`
	Check    checkCommand    `cmd:"" help:"Prove every invariant of a project; say what is wrong and where."`
	Formats  formatsCommand  `cmd:"" help:"List what can be read and written, and what each cannot carry."`
}

// Run carries out one command line (without the program's name) and returns
// the exit status.
func (p Program) Run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), ends()...)
	defer stop()
	var c commands
	exited := false
	parser := kong.Must(&c,
		kong.Name("postil"),
		kong.Description("Tag claims, quotes and entities in articles. postil [PROJECT] opens the window."),
		kong.Vars{"version": project.Version(), "pieces": strings.Join(project.ExportPieces(), ", "),
			"overlaps": strings.Join(project.ExportOverlaps(), ", "), "tags": strings.Join(project.ExportTags(), ", ")},
		kong.Writers(p.Out, p.Err),
		kong.Exit(func(int) { exited = true }), // after --help and --version; what is left to parse may fail
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(p, stop),
	)
	parsed, err := parser.Parse(args)
	switch {
	case exited:
		return done
	case err != nil:
		p.complain(fmt.Errorf("%w; postil --help shows the usage", cmp.Or(mistyped(parser, args), err)))
		return misuse
	}
	if err := parsed.Run(); err != nil {
		p.complain(err)
		return failed
	}
	return done
}

// mistyped returns why the first word of a command line that makes no sense can't have
// been meant for a project, nil where it is a command or may be a project.
func mistyped(parser *kong.Kong, args []string) error {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") || slices.ContainsFunc(parser.Model.Children, func(c *kong.Node) bool { return c.Name == args[0] }) {
		return nil
	}
	return (&openCommand{Project: args[0]}).Validate()
}

// ends are the signals by which a person, a closed terminal or the system ends the
// program, which then takes back what it has begun. A hangup that is ignored stays so:
// that is what nohup is for.
func ends() []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}

// complain writes an error as one line, or several errors as one line each.
func (p Program) complain(err error) {
	for _, e := range listed(err) {
		message := onLine(e)
		if errors.Is(e, context.Canceled) {
			message = "interrupted; nothing was changed"
		}
		fmt.Fprintln(p.Err, "postil: "+message)
	}
}

// listed returns the errors that are joined in one, in their order.
func listed(err error) []error {
	several, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range several.Unwrap() {
		all = append(all, listed(e)...)
	}
	return all
}

// onLine returns what an error says, on one line.
func onLine(err error) string {
	return strings.Join(strings.FieldsFunc(err.Error(), unicode.IsControl), " ")
}

// annotator returns the name to work under: the given one, else the user's.
func annotator(given string) (string, error) {
	if given != "" {
		return given, nil
	}
	file, err := settings.Standard()
	if err != nil {
		return (&settings.Settings{}).Name(), nil // no home: the login name
	}
	s, err := file.Load()
	return s.Name(), err
}
