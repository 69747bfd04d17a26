import BudgetDomain

// Formulas written back as text: what is read from it is the same formula again.

extension Formula: CustomStringConvertible {
  /// The formula in English words.
  public var description: String { text(in: .english) }

  /// The formula in the words of one language.
  public func text(in language: FormulaLanguage) -> String {
    func call(_ function: FormulaLexicon.Function, _ first: FormulaSum, _ second: FormulaSum)
      -> String
    {
      let name = FormulaLexicon.functions.word(for: function, in: language) ?? ""
      return "\(name)(\(first.text(in: language)), \(second.text(in: language)))"
    }
    let right =
      switch right {
      case .sum(let sum): sum.text(in: language)
      case .growth(let current, let prior): call(.growth, current, prior)
      case .share(let part, let whole): call(.share, part, whole)
      }
    let relation = "\(left.text(in: language)) \(comparison.rawValue) \(right)"
    guard let condition, let when = FormulaLexicon.condition.word(for: true, in: language) else {
      return relation
    }
    let sign = condition.isZero ? "=" : ">"
    return "\(relation) \(when) \(condition.reference.text(in: language)) \(sign) 0"
  }
}

extension FormulaSum {
  /// The sum in the words of one language.
  func text(in language: FormulaLanguage) -> String {
    var text = ""
    for (place, term) in terms.enumerated() {
      let isNegative: Bool
      let body: String
      switch term {
      case .reference(let factor, let reference):
        isNegative = factor < 0
        let name = reference.text(in: language)
        body = factor.magnitude == 1 ? name : "\(factor.magnitude) * \(name)"
      case .number(let number):
        isNegative = number.value.unscaled < 0
        body = number.text(in: language)
      }
      if place == 0 {
        text = (isNegative ? "-" : "") + body
      } else {
        text += (isNegative ? " - " : " + ") + body
      }
    }
    return text
  }
}

extension FormulaNumber {
  /// The number without its sign.
  fileprivate func text(in language: FormulaLanguage) -> String {
    let printed = value.description
    let digits = printed.hasPrefix("-") ? String(printed.dropFirst()) : printed
    return switch unit {
    case .count: digits
    case .percent: digits + "%"
    case .amount(let unit):
      digits + " " + (FormulaLexicon.units.word(for: unit, in: language) ?? unit.name)
    }
  }
}

extension FormulaReference: CustomStringConvertible {
  /// The reference in English words.
  public var description: String { text(in: .english) }

  /// The reference in the words of one language.
  func text(in language: FormulaLanguage) -> String {
    var parts = whose(in: language)
    switch item {
    case .figure(let name):
      for (place, part) in name.text.split(separator: ".").map(String.init).enumerated() {
        let words = place == 0 ? FormulaLexicon.families : FormulaLexicon.aspects
        parts.append(words.word(for: part, in: language) ?? part)
      }
    case .ownFigure(let name):
      let word = FormulaLexicon.brackets.word(for: .figure, in: language) ?? ""
      parts.append("\(word)[\(name.text)]")
    case .rows(let rows):
      parts += rows.parts(in: language)
    }
    return parts.joined(separator: ".")
  }
}

extension FormulaReference {
  /// The words that say in which other submission it stands.
  func whose(in language: FormulaLanguage) -> [String] {
    var whose: [FormulaLexicon.Whose] = []
    if isPrior { whose.append(.prior) }
    if kin != .own { whose.append(.kin(kin)) }
    if let kind { whose.append(.kind(kind)) }
    return whose.compactMap { FormulaLexicon.whose.word(for: $0, in: language) }
  }
}

extension FormulaRows {
  fileprivate func parts(in language: FormulaLanguage) -> [String] {
    var parts: [String] = []
    if let form {
      let isShort = form.count == 2 && form.first == "T" && form.last?.isNumber == true
      let word = FormulaLexicon.brackets.word(for: .form, in: language) ?? ""
      parts.append(isShort ? form : "\(word)[\(form)]")
    }
    let kind = section == .income ? IncomeKind.allCases.first { $0.name == code } : nil
    let word = kind.flatMap { FormulaLexicon.incomeKinds.word(for: $0, in: language) }
    parts.append(
      "\(FormulaLexicon.sections.word(for: section, in: language) ?? "")"
        + "[\(word ?? codes.joined(separator: language == .english ? ", " : "、"))]")
    var columns: [FormulaLexicon.Column] = [.measure(measure)]
    if self.kind != .unstated { columns.append(.kind(self.kind)) }
    if fund != .unstated { columns.append(.fund(fund)) }
    if isSumOfRows { columns.append(.rows) }
    return parts + columns.compactMap { FormulaLexicon.columns.word(for: $0, in: language) }
  }
}
