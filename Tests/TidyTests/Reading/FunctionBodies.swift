/// The functions of a Swift source with their lengths, found by counting braces.
struct FunctionBodies {
  /// A function, initializer or subscript.
  struct Function: Equatable {
    /// The line of its keyword, from 1.
    let line: Int
    /// From the line of the keyword to that of the closing brace, both included.
    let lineCount: Int
  }

  /// In order of their keywords; requirements without a body are left out.
  private(set) var functions: [Function] = []
  private let code: [UInt8]
  private static let declarations: Set = [
    "func", "init", "subscript", "deinit", "var", "let", "struct", "enum", "extension", "protocol",
  ]

  /// - Parameter code: A source whose comments and literals are blanked out.
  init(code: [UInt8]) {
    self.code = code
    var line = 1
    var index = 0
    while index < code.count {
      let word = self.word(at: index)
      if isFunction(word, at: index), let end = end(after: index + word.count) {
        functions.append(Function(line: line, lineCount: newlines(in: index..<end) + 1))
      }
      if code[index] == UInt8(ascii: "\n") { line += 1 }
      index += max(1, word.count)
    }
  }

  private func word(at index: Int) -> ArraySlice<UInt8> {
    code[index...].prefix(while: \.isOfWord)
  }

  private func isFunction(_ word: ArraySlice<UInt8>, at index: Int) -> Bool {
    guard !word.isEmpty else { return false }
    let before = index > 0 ? code[index - 1] : UInt8(ascii: "\n")
    guard before != UInt8(ascii: "."), before != UInt8(ascii: "`") else { return false }
    let after = index + word.count < code.count ? code[index + word.count] : UInt8(ascii: "\n")
    switch String(decoding: word, as: UTF8.self) {
    case "func": return after == UInt8(ascii: " ")
    case "init", "subscript": return "(<?".utf8.contains(after)
    case "deinit": return true
    default: return false
    }
  }

  /// One past the closing brace; nil for a requirement, which the next declaration ends.
  private func end(after start: Int) -> Int? {
    var index = start
    var depth = 0
    while index < code.count {
      let word = self.word(at: index)
      if depth == 0, endsRequirement(word) { return nil }
      switch code[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "{") where depth == 0: return closingBrace(from: index)
      case UInt8(ascii: "}") where depth == 0: return nil
      default: break
      }
      index += max(1, word.count)
    }
    return nil
  }

  private func endsRequirement(_ word: ArraySlice<UInt8>) -> Bool {
    !word.isEmpty && Self.declarations.contains(String(decoding: word, as: UTF8.self))
  }

  private func closingBrace(from start: Int) -> Int? {
    var depth = 0
    for index in start..<code.count {
      if code[index] == UInt8(ascii: "{") { depth += 1 }
      if code[index] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return index + 1 }
    }
    return nil
  }

  private func newlines(in range: Range<Int>) -> Int {
    code[range].count { $0 == UInt8(ascii: "\n") }
  }
}
