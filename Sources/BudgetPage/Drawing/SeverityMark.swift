/// The sign of a severity: shapes differ, so that no colour is needed to tell them apart.
package func severityMark(_ severity: String) -> Node {
  node(
    .svg, .class("sign " + (signs[severity] == nil ? "info" : severity)),
    .viewBox(width: 16, height: 16), .hidden
  ) {
    node(.path, .path(signs[severity] ?? dot))
  }
}

private let dot = "M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0 -6z"

private let signs = [
  "error": "M8 1l7 7l-7 7l-7 -7z",
  "review": "M8 2l6.5 12h-13z",
  "undetermined": "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0 -12z",
  "info": dot,
]
