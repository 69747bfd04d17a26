/// The smallest piece of a formula.
struct FormulaToken: Equatable, Sendable {
  /// A line and a column, both from 1.
  struct Place: Equatable, Sendable {
    var line = 1
    var column = 1
  }

  enum Kind: Equatable, Sendable {
    /// Letters of any script, digits and underscores, beginning with no digit.
    case word
    /// Digits, perhaps with a point among them.
    case number
    /// What stands between brackets.
    case bracket
    /// One sign; `<=` and `>=` are one.
    case sign
    /// The end of the text.
    case end
  }

  let kind: Kind
  /// What is written there, with half-width signs.
  let text: String
  let place: Place
}

/// Cuts a text into tokens.
struct FormulaLexer {
  private var rest: Substring
  private var place = FormulaToken.Place()

  /// The tokens of a text, `end` being the last.
  ///
  /// - Throws: `FormulaError` for a character that means nothing, or a bracket left open.
  static func tokens(of text: String) throws(FormulaError) -> [FormulaToken] {
    var lexer = FormulaLexer(rest: text[...])
    var tokens: [FormulaToken] = []
    while tokens.last?.kind != .end { tokens.append(try lexer.next()) }
    return tokens
  }

  private init(rest: Substring) {
    self.rest = rest
  }

  private mutating func next() throws(FormulaError) -> FormulaToken {
    while let character = rest.first, character.isWhitespace { advance() }
    let start = place
    guard let first = rest.first else { return FormulaToken(kind: .end, text: "", place: start) }
    if Self.isDigit(first) { return number(from: start) }
    if Self.isWordCharacter(first) {
      return FormulaToken(kind: .word, text: take(while: Self.isWordCharacter), place: start)
    }
    return try sign(from: start)
  }

  private mutating func number(from start: FormulaToken.Place) -> FormulaToken {
    var text = take(while: Self.isDigit)
    // A point followed by no digit begins the next part of a name.
    let behind = rest.dropFirst().first
    if rest.first.map(Self.halfWidth) == ".", let behind, Self.isDigit(behind) {
      advance()
      text += "." + take(while: Self.isDigit)
    }
    return FormulaToken(kind: .number, text: text, place: start)
  }

  private mutating func sign(from start: FormulaToken.Place) throws(FormulaError) -> FormulaToken {
    let sign = rest.first.map(Self.halfWidth) ?? " "
    advance()
    switch sign {
    case "[":
      let text = take { Self.halfWidth($0) != "]" && !$0.isNewline }
      guard rest.first.map(Self.halfWidth) == "]" else {
        throw FormulaError(at: place, expected: .init("“]”", "“]”"), found: "")
      }
      advance()
      return FormulaToken(kind: .bracket, text: Self.trimmed(text), place: start)
    case "<", ">":
      guard rest.first.map(Self.halfWidth) == "=" else {
        if sign == ">" { return FormulaToken(kind: .sign, text: ">", place: start) }
        throw FormulaError(at: start, expected: .init("“<=”", "“<=”"), found: "<")
      }
      advance()
      return FormulaToken(kind: .sign, text: "\(sign)=", place: start)
    case "≤": return FormulaToken(kind: .sign, text: "<=", place: start)
    case "≥": return FormulaToken(kind: .sign, text: ">=", place: start)
    case "+", "-", "*", "=", "(", ")", ",", ".", ":", ";", "%":
      return FormulaToken(kind: .sign, text: String(sign), place: start)
    default:
      throw FormulaError(
        at: start, expected: .init("科目、文字数或运算符", "a figure, rows or an operator"),
        found: String(sign))
    }
  }

  private mutating func advance() {
    if rest.removeFirst().isNewline {
      place = FormulaToken.Place(line: place.line + 1, column: 1)
    } else {
      place.column += 1
    }
  }

  private mutating func take(while isTaken: (Character) -> Bool) -> String {
    var text = ""
    while let character = rest.first, isTaken(character) {
      text.append(character)
      advance()
    }
    return text
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  private static func isWordCharacter(_ character: Character) -> Bool {
    character.isLetter || character == "_" || isDigit(character)
  }

  /// What a sign of a Chinese keyboard stands for.
  private static func halfWidth(_ character: Character) -> Character {
    switch character {
    case "（": "("
    case "）": ")"
    case "［", "【": "["
    case "］", "】": "]"
    case "，", "、": ","
    case "；": ";"
    case "：": ":"
    case "．": "."
    case "＝": "="
    case "＋": "+"
    case "－", "−", "–": "-"
    case "×", "＊": "*"
    case "％": "%"
    case "＜": "<"
    case "＞": ">"
    default: character
    }
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
