/// Chinese as it is set in print: after a Chinese character, or right before one, commas, colons,
/// semicolons and parentheses are full width.
///
/// For words of the program and of its rules; names stay as they were given.
func typeset(_ text: String) -> String {
  let characters = Array(text)
  var (result, open, brackets) = ("", [Bool](), 0)
  for (place, character) in characters.enumerated() {
    let before = place > 0 && isChinese(characters[place - 1])
    let after = place + 1 < characters.count && isChinese(characters[place + 1])
    switch character {
    case "[": brackets += 1
    case "]": brackets -= 1
    default: break
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

private let fullWidth: [Character: Character] = [",": "，", ":": "：", ";": "；"]

private func isChinese(_ character: Character) -> Bool {
  guard let scalar = character.unicodeScalars.first else { return false }
  // Ideographs, and the punctuation that stands among them.
  return (0x4E00...0x9FFF).contains(scalar.value) || "（）「」《》、。“”％".contains(character)
}
