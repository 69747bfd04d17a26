/// How many columns of a terminal a text takes: Chinese characters take two, accents none.
///
/// The text must have passed `visible`, so that every scalar is printed as it stands.
/// Source: Unicode Standard Annex #11, East Asian Width (classes W and F are wide).
public func displayWidth(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
}

/// The beginning of a text that takes at most so many columns.
func cut(_ text: String, to width: Int) -> String {
  var (result, used) = ("", 0)
  for character in text {
    used += displayWidth(String(character))
    guard used <= width else { break }
    result.append(character)
  }
  return result
}

/// The text, made visible, or as much of it as fits into so many columns, with a sign that it goes
/// on.
public func shortened(_ text: String, to width: Int) -> String {
  let text = visible(text)
  return displayWidth(text) <= width ? text : cut(text, to: width - 1) + "…"
}

private func columns(of scalar: Unicode.Scalar) -> Int {
  if scalar.isASCII { return 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control: return 0
  default: return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
  }
}

/// The blocks whose scalars are wide or full width, in ascending order.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F,  // Hangul initial consonants
  0x2E80...0x303E,  // CJK radicals, ideographic description, CJK punctuation
  0x3041...0x33FF,  // Kana, Bopomofo, enclosed and compatibility CJK
  0x3400...0x4DBF,  // CJK extension A
  0x4E00...0x9FFF,  // CJK unified ideographs
  0xA000...0xA4CF,  // Yi
  0xA960...0xA97C,  // Hangul extended A
  0xAC00...0xD7A3,  // Hangul syllables
  0xF900...0xFAFF,  // CJK compatibility ideographs
  0xFE10...0xFE19,  // vertical punctuation
  0xFE30...0xFE6F,  // CJK compatibility forms, small forms
  0xFF01...0xFF60,  // full-width ASCII
  0xFFE0...0xFFE6,  // full-width signs
  0x1F300...0x1F64F,  // pictographs
  0x1F680...0x1F6FF,  // transport signs
  0x1F900...0x1F9FF,  // supplemental pictographs
  0x20000...0x3FFFD,  // CJK extensions B and later
]
