/// Chinese as it is set in print: after a Chinese character, or right before one, commas, colons,
/// semicolons and parentheses are full width.
///
/// For words of the program and of its rules. Names stay as they were given: the program's messages
/// quote them, and what stands between “ and ” is left alone.
///
/// - Parameter names: What else is left alone wherever it stands.
package func typeset(_ text: String, keeping names: [String] = []) -> String {
  let characters = Array(text)
  let isKept = kept(names, in: text)
  var (result, open, brackets, quotes) = ("", [Bool](), 0, 0)
  for (place, character) in characters.enumerated() {
    let before = place > 0 && isChinese(characters[place - 1])
    let after = place + 1 < characters.count && isChinese(characters[place + 1])
    switch character {
    case "[": brackets += 1
    case "]": brackets -= 1
    case "“": quotes += 1
    case "”": quotes = max(0, quotes - 1)
    default: break
    }
    guard quotes == 0, !isKept[place] else {
      result.append(character)
      continue
    }
    switch character {
    case "(":
      open.append(before || after)
      result.append(before || after ? "（" : character)
    case ")":
      result.append(open.popLast() == true ? "）" : character)
    case ",", ":", ";":
      // An interval keeps its comma.
      let isFull = brackets == 0 && (before || after)
      result.append(isFull ? fullWidth[character] ?? character : character)
    default: result.append(character)
    }
  }
  return result
}

/// For each character of a text whether it belongs to one of the names.
private func kept(_ names: [String], in text: String) -> [Bool] {
  var isKept = [Bool](repeating: false, count: text.count)
  for name in names where !name.isEmpty {
    for range in text.ranges(of: name) {
      let start = text.distance(from: text.startIndex, to: range.lowerBound)
      let end = text.distance(from: text.startIndex, to: range.upperBound)
      for place in start..<end { isKept[place] = true }
    }
  }
  return isKept
}

private let fullWidth: [Character: Character] = [",": "，", ":": "：", ";": "；"]

private func isChinese(_ character: Character) -> Bool {
  guard let scalar = character.unicodeScalars.first else { return false }
  // Ideographs, and the punctuation that stands among them.
  return (0x4E00...0x9FFF).contains(scalar.value) || "（）「」《》、。“”％".contains(character)
}
