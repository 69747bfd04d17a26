import ArgumentParser

/// For commands whose result is a table.
struct TableOptions: ParsableArguments {
  @Flag(name: .long, help: "CSV on stdout: UTF-8, RFC 4180, the columns of the view.")
  var csv = false
}
