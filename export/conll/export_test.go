package conll

// NewReader reads a file that is not on the disk.
var NewReader = newReader
