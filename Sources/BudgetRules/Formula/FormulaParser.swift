import BudgetDomain

extension Formula {
  /// The most figures that one formula may name.
  static let largestTermCount = 200
  /// The greatest factor: four digits, so that no sum grows beyond 128 bits.
  static let largestFactor = 9_999

  /// Reads a formula.
  ///
  /// - Throws: `FormulaError` with the place and what was expected there.
  public init(_ text: String) throws(FormulaError) {
    var parser = try FormulaParser(text)
    let left = try parser.sum()
    let comparison = try parser.comparison()
    let right = try parser.side()
    let condition = try parser.condition()
    try parser.end()
    self.init(left, comparison, right, when: condition)
  }
}

/// Reads formulas by recursive descent; each function is one rule of the grammar.
struct FormulaParser {
  typealias Phrase = FormulaError.Phrase

  var tokens: ArraySlice<FormulaToken>
  private var termCount = 0

  init(_ text: String) throws(FormulaError) {
    tokens = try FormulaLexer.tokens(of: text)[...]
  }

  /// The token that is looked at; the last one is the end and never taken.
  var token: FormulaToken {
    tokens.first ?? FormulaToken(kind: .end, text: "", place: .init())
  }

  mutating func end() throws(FormulaError) {
    guard token.kind == .end else { throw unexpected(Phrase("公式结尾", "the end of the formula")) }
  }

  mutating func comparison() throws(FormulaError) -> Formula.Comparison {
    guard token.kind == .sign, let comparison = Formula.Comparison(rawValue: token.text) else {
      throw unexpected(Phrase("“=”、“<=”或“>=”", "“=”, “<=” or “>=”"))
    }
    tokens.removeFirst()
    return comparison
  }

  mutating func side() throws(FormulaError) -> Formula.Side {
    guard token.kind == .word, let function = FormulaLexicon.functions[token.text],
      tokens.dropFirst().first.map({ $0.kind == .sign && $0.text == "(" }) ?? false
    else { return .sum(try sum()) }
    tokens.removeFirst()
    try take("(")
    let first = try sum()
    try take(",")
    let second = try sum()
    try take(")")
    return switch function {
    case .growth: .growth(current: first, prior: second)
    case .share: .share(part: first, whole: second)
    }
  }

  mutating func sum() throws(FormulaError) -> FormulaSum {
    var terms: [FormulaSum.Term] = []
    var sign = takes("-") ? -1 : 1
    repeat {
      terms.append(try term(sign))
      termCount += 1
      guard termCount <= Formula.largestTermCount else {
        let most = Formula.largestTermCount
        throw unexpected(Phrase("至多\(most)项", "at most \(most) terms"))
      }
      if takes("+") { sign = 1 } else if takes("-") { sign = -1 } else { return FormulaSum(terms) }
    } while true
  }

  private mutating func term(_ sign: Int) throws(FormulaError) -> FormulaSum.Term {
    guard token.kind == .number else { return .reference(sign, try reference()) }
    let written = token
    let next = tokens.dropFirst().first
    if next?.kind == .sign, next?.text == "*" {
      guard let factor = Int(written.text), 1...Formula.largestFactor ~= factor else {
        let most = Formula.largestFactor
        throw unexpected(
          Phrase("1至\(most)的整数倍数", "a whole factor from 1 to \(most)"))
      }
      tokens.removeFirst(2)
      return .reference(sign * factor, try reference())
    }
    guard let value = PrintedNumber(written.text) else {
      throw unexpected(Phrase("至多18位的数", "a number of at most 18 digits"))
    }
    tokens.removeFirst()
    return .number(
      FormulaNumber(
        PrintedNumber(Int64(sign) * value.unscaled, decimals: value.decimals), numberUnit()))
  }

  private mutating func numberUnit() -> FormulaNumber.Unit {
    if takes("%") { return .percent }
    guard token.kind == .word, let unit = FormulaLexicon.units[token.text] else { return .count }
    tokens.removeFirst()
    return .amount(unit)
  }

  mutating func reference() throws(FormulaError) -> FormulaReference {
    var path = try path()
    var whose: [FormulaLexicon.Whose] = []
    while let segment = path.first, segment.bracket == nil, path.count > 1,
      let word = FormulaLexicon.whose[segment.text]
    {
      whose.append(word)
      path.removeFirst()
    }
    let form = try form(&path)
    let item: FormulaReference.Item
    if let bracket = path[0].bracket, let section = FormulaLexicon.sections[path[0].text] {
      item = .rows(try rows(section, bracket, form: form, columns: path.dropFirst()))
    } else if form != nil {
      throw FormulaError(
        at: path[0].place, expected: Phrase("报表的行,如 功能[201]", "rows, such as functional[201]"),
        found: path[0].text)
    } else {
      item = try figure(path)
    }
    var reference = FormulaReference(item)
    for word in whose {
      switch word {
      case .prior: reference.isPrior = true
      case .kin(let kin): reference.kin = kin
      case .kind(let kind): reference.kind = kind
      }
    }
    return reference
  }

  func unexpected(_ expected: Phrase) -> FormulaError {
    FormulaError(at: token.place, expected: expected, found: token.text)
  }

  mutating func takes(_ sign: String) -> Bool {
    guard token.kind == .sign, token.text == sign else { return false }
    tokens.removeFirst()
    return true
  }

  private mutating func take(_ sign: String) throws(FormulaError) {
    guard takes(sign) else { throw unexpected(Phrase("“\(sign)”", "“\(sign)”")) }
  }
}

// What stands between the dots of a reference.
extension FormulaParser {
  /// A word with what stands in brackets behind it.
  private struct Segment {
    let text: String
    let bracket: FormulaToken?
    let place: FormulaToken.Place
  }

  private mutating func path() throws(FormulaError) -> [Segment] {
    guard token.kind == .word else {
      throw unexpected(Phrase("科目、文字数或数字", "a figure, rows or a number"))
    }
    var segments: [Segment] = []
    repeat {
      guard token.kind == .word || token.kind == .number else {
        throw unexpected(Phrase("“.”之后的名称", "a name behind the “.”"))
      }
      let word = token
      tokens.removeFirst()
      let bracket = token.kind == .bracket ? token : nil
      if bracket != nil { tokens.removeFirst() }
      segments.append(Segment(text: word.text, bracket: bracket, place: word.place))
    } while takes(".")
    return segments
  }

  /// Takes `T3` or `form[T3]` off the front of a path.
  private func form(_ path: inout [Segment]) throws(FormulaError) -> String? {
    guard path.count > 1, let first = path.first else { return nil }
    if let bracket = first.bracket {
      guard FormulaLexicon.brackets[first.text] == .form else { return nil }
      guard !bracket.text.isEmpty else {
        throw FormulaError(
          at: bracket.place, expected: Phrase("表名", "the name of a form"), found: "[]")
      }
      path.removeFirst()
      return bracket.text
    }
    let isShort = first.text.utf8.count == 2 && first.text.first == "T"
    guard isShort, let last = first.text.last, last.isASCII, last.isNumber else { return nil }
    path.removeFirst()
    return first.text
  }

  private func figure(_ path: [Segment]) throws(FormulaError) -> FormulaReference.Item {
    if path.count == 1, let bracket = path[0].bracket,
      FormulaLexicon.brackets[path[0].text] == .figure, !bracket.text.isEmpty
    {
      return .ownFigure(FigureName(bracket.text))
    }
    if let strange = path.first(where: { $0.bracket != nil }) {
      throw FormulaError(
        at: strange.place,
        expected: Phrase(
          "功能[…]、经济[…]、项目[…]、收入[…]、表[…]或文字[…]",
          "functional[…], economic[…], project[…], income[…], form[…] or figure[…]"),
        found: "\(strange.text)[\(strange.bracket?.text ?? "")]")
    }
    guard path.count > 1 else {
      throw FormulaError(
        at: path[0].place, expected: Phrase("文字数,如 三公.决算", "a figure, such as three_public.actual"),
        found: path[0].text)
    }
    let parts = path.enumerated().map { index, segment in
      let words = index == 0 ? FormulaLexicon.families : FormulaLexicon.aspects
      return words[segment.text] ?? segment.text
    }
    return .figure(FigureName(parts.joined(separator: ".")))
  }

  private func rows(
    _ section: Section, _ bracket: FormulaToken, form: String?, columns: ArraySlice<Segment>
  ) throws(FormulaError) -> FormulaRows {
    var rows = FormulaRows(
      form: form, section: section, code: try code(bracket, section), measure: .actual)
    var hasMeasure = false
    for column in columns {
      switch column.bracket == nil ? FormulaLexicon.columns[column.text] : nil {
      case .measure(let measure) where !hasMeasure: (rows.measure, hasMeasure) = (measure, true)
      case .kind(let kind) where rows.kind == .unstated && section != .income: rows.kind = kind
      case .fund(let fund) where rows.fund == .unstated: rows.fund = fund
      case .rows where !rows.isSumOfRows: rows.isSumOfRows = true
      default:
        throw FormulaError(
          at: column.place,
          expected: Phrase("年初预算、全年预算、决算,或支出性质、资金性质、明细", "a measure, a kind, a fund or “rows”"),
          found: column.text)
      }
    }
    guard hasMeasure else {
      throw FormulaError(
        at: bracket.place,
        expected: Phrase(
          "编码之后的年初预算、全年预算或决算", "initial_budget, final_budget or actual behind the code"),
        found: "[\(bracket.text)]")
    }
    return rows
  }
}
