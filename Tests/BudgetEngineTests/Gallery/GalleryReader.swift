import BudgetDomain
import Testing

@testable import BudgetEngine

extension District {
  /// Reads the text of a gallery page.
  init(page: String) throws {
    self.init()
    var year = 2023
    for line in page.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch words.first {
      case "unit": add(words)
      case "listed": try addListed(words)
      case "formula":
        formulas.append(
          FormulaRow(
            code: RuleCode(words[1]), validity: Validity(from: 2007, to: nil), title: "",
            severity: .error, scope: "*", formula: words.dropFirst(2).joined(separator: " "),
            note: nil))
      case "alias":
        let validity = Validity(from: 2007, to: nil)
        if let code = SubjectCode(words[2]) {
          aliases.append(SubjectAlias(alias: words[1], code: code, validity: validity))
        } else {
          unreadableRows.append(
            UnreadableRow(list: .alias, text: words[2], about: words[1], validity: validity))
        }
      case "setting":
        settings.append(
          RuleSetting(
            rule: RuleCode(words[1]), name: words[2], validity: Validity(from: 2007, to: nil),
            value: PrintedNumber(words[3])))
      case "crosswalk", "succession": try addRestatement(words)
      case "transfer":
        let words = words[..<4] + ["general", "actual"] + words[4...]
        transfers.append(try InternalTransfer(words: Array(words), year: year))
      case "register": transfers.append(try InternalTransfer(words: words, year: year))
      case "due": expected.append(Expected(year: 2023, unit: words[1], dueDay: Int(words[2])))
      case "expect":
        let kind = try #require(SubmissionKind.allCases.first { $0.name == words[2] })
        expected.append(Expected(year: year, unit: words[1], kind: kind))
      case "year": year = Int(words[1]) ?? year
      case "submission": begin(words, in: year)
      case "closed":
        if units.isEmpty { add(["unit", "101"]) }
        try close(year)
      case "taken": submissions.removeAll { $0.id == Int64(words[1]) }
      default: try addToSubmission(words, in: year)
      }
    }
    if units.isEmpty { add(["unit", "101"]) }
  }

  private mutating func addListed(_ words: [String]) throws {
    functional.append(
      SubjectRow(
        fund: .general, code: try #require(SubjectCode(words[1])),
        validity: Validity(from: 2007, to: words.count > 3 ? Int(words[3]) : nil), name: ""))
  }

  private mutating func add(_ words: [String]) {
    units.append(
      UnitRow(
        code: words[1], validity: Validity(from: 2000, to: nil), name: "",
        parent: words.firstIndex(of: "under").map { words[$0 + 1] },
        type: words.firstIndex(of: "type").map { words[$0 + 1] }))
  }

  /// `crosswalk FROM TO YEAR SHARE` and `succession FROM TO YEAR KIND SHARE`; `?` is unknown.
  private mutating func addRestatement(_ words: [String]) throws {
    let numbers = words[words.count - 1].split(separator: "/").map { Int64($0) }
    let share = StatedShare(numerator: numbers.first ?? nil, denominator: numbers.last ?? nil)
    let year = FiscalYear(try #require(Int(words[3])))
    if words[0] == "succession" {
      successions.append(
        UnitSuccession(
          from: words[1], to: words[2], year: year, kind: UnitSuccession.Kind(rawValue: words[4]),
          share: share))
    } else {
      crosswalk.append(
        CrosswalkRow(
          fund: .general, from: try #require(SubjectCode(words[1])),
          target: SubjectCode(words[2]).map { .code($0) } ?? .unreadable(words[2]),
          effectiveYear: year, share: share))
    }
  }

  private mutating func begin(_ words: [String], in year: Int) {
    var submission = Submission(
      id: Int64(submissions.count + 1), unit: words[1], year: year, amountUnit: .wanYuan)
    if words.count == 3, let kind = SubmissionKind.allCases.first(where: { $0.name == words[2] }) {
      submission.kind = kind
    }
    if words.count > 3 {
      guard let status = SubmissionStatus(name: words[2]) else {
        unreadable.append(
          Unreadable(
            id: submission.id, unit: words[1], year: year, kind: .finalAccount,
            words: [.init(column: "status", word: words[2])]))
        return
      }
      submission.status = status
      submission.revision = Int(words[3]) ?? 0
    }
    submissions.append(submission)
  }

  private mutating func addToSubmission(_ words: [String], in year: Int) throws {
    if submissions.isEmpty { begin(["submission", "101"], in: year) }
    let last = submissions.count - 1
    if words == ["yuan"] {
      submissions[last].amountUnit = .yuan
    } else if words[0] == "day" {
      submissions[last].day = Int(words[1])
    } else if words[0] == "explain" {
      submissions[last].explanations.append(try Explanation(words: words))
    } else if words.count == 3, words[1] == "=" {
      submissions[last].figures[words[0]] = words[2]
    } else {
      submissions[last].rows.append(try Row(words: words))
    }
  }
}

extension InternalTransfer {
  /// Reads payer, payee, subject, fund, measure and fen.
  fileprivate init(words: [String], year: Int) throws {
    self.init(
      year: FiscalYear(year), payer: words[1], payee: words[2],
      code: SubjectCode(words[3]), fund: try #require(FundType(name: words[4])),
      measure: try #require(Measure.allCases.first { $0.name == words[5] }),
      fen: try #require(Int64(words[6])))
  }
}

extension Explanation {
  fileprivate init(words: [String]) throws {
    let line = Int32(words[1])
    self.init(
      lineNumber: line, figure: line == nil ? FigureName(words[1]) : nil,
      amount: PrintedNumber(words[3]).map { StatedNumber($0) } ?? .missing,
      kind: try #require(Kind(rawValue: words[2])), counterparty: words.count > 4 ? words[4] : nil)
  }
}

extension District.Row {
  fileprivate init(words: [String]) throws {
    let colon = try #require(words.firstIndex(of: ":"), "neither a row nor a figure: \(words)")
    for (place, word) in words[..<colon].enumerated() {
      let parts = word.split(separator: "=").map(String.init)
      if parts.count == 2, let column = UnknownWord.Column(rawValue: parts[0]) {
        unknown[column] = parts[1]
      } else if parts.count == 2, parts[0] == "name" {
        name = parts[1]
      } else if parts.count == 2, parts[0] == "with" {
        counterparty = parts[1]
      } else if place == 0, let section = Section.allCases.first(where: { $0.name == word }) {
        // `project` is a section in front, and a kind behind a code.
        self.section = section
      } else if let fund = FundType(name: word), word != "*" {
        self.fund = fund
      } else if let kind = ExpenditureKind.allCases.first(where: { $0.name == word }) {
        self.kind = kind
      } else {
        code = word
      }
    }
    for (measure, word) in zip(Measure.allCases, words[(colon + 1)...]) where word != "-" {
      amounts[measure] = word
    }
  }
}
