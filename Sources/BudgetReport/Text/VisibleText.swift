/// The text as a terminal may show it: what would move the cursor, change colours or turn the
/// direction of writing becomes a visible escape such as `\u{202E}`.
///
/// A unit chooses its own name, so no name is trusted. Zero-width scalars go the same way: two
/// names that look alike shall not be mistaken for one. So does every accent beyond the fifth of a
/// letter: they stack up without end over the lines around.
public func visible(_ text: String) -> String {
  var marks = MarkRun()
  guard text.unicodeScalars.contains(where: { isHidden($0) || marks.isTooLong(with: $0) })
  else { return text }
  var shown = String.UnicodeScalarView()
  marks = MarkRun()
  for scalar in text.unicodeScalars {
    if marks.isTooLong(with: scalar) || isHidden(scalar) {
      shown.append(contentsOf: escape(scalar).unicodeScalars)
    } else {
      shown.append(scalar)
    }
  }
  return String(shown)
}

/// Whether a terminal would obey the scalar, or show nothing of it.
func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  // Nearly all of a document; looking up a category takes longer.
  if (0x20..<0x7F).contains(scalar.value) { return false }
  return switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
  default: false
  }
}

/// How many marks have followed a letter so far.
private struct MarkRun {
  /// No language is known to us that stacks more.
  private static let mostCount = 5

  private var count = 0

  /// Takes the next scalar of a text, and tells whether it is a mark too many.
  mutating func isTooLong(with scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else {
      count = 0
      return false
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: count += 1
    default: count = 0
    }
    return count > Self.mostCount
  }
}

private func escape(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\n": "\\n"
  case "\r": "\\r"
  case "\t": "\\t"
  default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }
}
