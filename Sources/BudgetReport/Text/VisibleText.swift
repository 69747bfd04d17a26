/// The text as a terminal may show it: what would move the cursor, change colours or turn the
/// direction of writing becomes a visible escape such as `\u{202E}`.
///
/// A unit chooses its own name, so no name is trusted. Zero-width scalars go the same way: two
/// names that look alike shall not be mistaken for one.
public func visible(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isHidden) else { return text }
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if isHidden(scalar) {
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

private func escape(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\n": "\\n"
  case "\r": "\\r"
  case "\t": "\\t"
  default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }
}
