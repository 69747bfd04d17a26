import BudgetDomain
import BudgetRules
import Testing

/// What is found in several formulas together, none of which is wrong by itself.
@Suite struct FormulaConsequencesTests {
  private static let surroundings = FormulaReview.Surroundings(
    functional: SubjectList([]), economic: SubjectList([]), unitTypes: [], years: [2022, 2023])

  /// Rules B001, B002 and so on; in front of a formula perhaps its first year and its scope.
  private static func review(_ formulas: [String]) -> FormulaReview {
    let rows = formulas.enumerated().map { place, text in
      let parts = text.split(separator: "|").map(String.init)
      return FormulaRow(
        code: RuleCode("B00\(place + 1)"),
        validity: Validity(from: parts.count > 2 ? Int(parts[0]) ?? 2007 : 2007, to: nil),
        title: "", severity: .error, scope: parts.count > 1 ? parts[parts.count - 2] : "*",
        formula: parts[parts.count - 1], note: nil)
    }
    return FormulaReview(rows, in: surroundings)
  }

  /// `CODE what is found`, in English.
  private static func found(_ formulas: String...) -> [String] {
    review(formulas).defects.map { "\($0.rule.text) \($0.message.english)" }
  }

  @Test func findsAFigureThatCanOnlyBeZero() {
    let sum = "total.actual = basic.actual + project.actual"
    #expect(
      Self.found(sum, sum + " + meeting.actual") == [
        "B002 leaves meeting.actual only zero, together with rules B001"
      ])
    // Total and part with their roles exchanged.
    #expect(
      Self.found(sum, "basic.actual = total.actual + project.actual") == [
        "B002 leaves project.actual only zero, together with rules B001"
      ])
    #expect(Self.found(sum, sum + " + 5 wan_yuan - meeting.actual") == [])
  }

  @Test func findsWhatCannotHoldTogether() {
    #expect(
      Self.found(
        "total.actual = basic.actual + project.actual", "project.actual = meeting.actual",
        "total.actual - meeting.actual = basic.actual + 1 yuan") == [
          "B003 cannot hold together with rules B001, B002"
        ])
    #expect(
      Self.found(
        "total.actual = basic.actual + project.actual", "project.actual >= 2 wan_yuan",
        "total.actual <= basic.actual + 1 wan_yuan") == [
          "B003 cannot hold together with rules B001, B002"
        ])
    #expect(
      Self.found(
        "meeting.actual = 3 wan_yuan", "training.actual = 5 wan_yuan",
        "meeting.actual >= training.actual") == ["B003 cannot hold together with rules B001, B002"])
  }

  @Test func findsWhatFollows() {
    #expect(
      Self.found(
        "total.actual = basic.actual + project.actual", "project.actual = meeting.actual",
        "2*total.actual - 2*meeting.actual = 2*basic.actual") == [
          "B003 follows from rules B001, B002"
        ])
    #expect(
      Self.found("meeting.actual <= 2 wan_yuan", "meeting.actual <= 3 wan_yuan") == [
        "B002 follows from rules B001"
      ])
    #expect(
      Self.found("meeting.actual >= 2 wan_yuan", "meeting.actual >= 3 wan_yuan") == [
        "B001 follows from rules B002"
      ])
    #expect(
      Self.found("meeting.actual = 3 wan_yuan", "meeting.actual <= 4 wan_yuan") == [
        "B002 follows from rules B001"
      ])
    let defects = Self.review(["meeting.actual = 3 yuan", "meeting.actual <= 4 yuan"]).defects
    #expect(defects.map(\.isError) == [false])
  }

  @Test func setsOnlyThoseSideBySideThatCheckTheSameSubmissions() {
    let (low, high) = ("meeting.actual = 2 yuan", "meeting.actual - training.actual = 0")
    let third = "training.actual = 3 yuan"
    #expect(Self.found(low, high, third).count == 1)
    #expect(Self.found("报送: 决算|" + low, high, "报送: 预算|" + third) == [])
    #expect(Self.found("报送: 决算|" + low, high, "报送: 决算, 预算|" + third).count == 1)
    #expect(Self.found("单位类型: 行政|" + low, high, "单位类型: 参公|" + third) == [])
    #expect(Self.found("单位类型: 行政|" + low, high, third).count == 1)
    #expect(Self.found(low + " when staff.actual = 0", high, third) == [])
  }

  @Test func findsRowsThatNeverFire() {
    func problems(_ validities: [Validity], _ formula: String) -> [String] {
      FormulaReview(
        validities.map { validity in
          FormulaRow(
            code: RuleCode("B001"), validity: validity, title: "", severity: .error, scope: "*",
            formula: formula, note: nil)
        }, in: Self.surroundings
      ).defects.map { "\($0.validFrom) \($0.message.english)" }
    }
    #expect(
      problems([Validity(from: 2007, to: nil), Validity(from: 2020, to: nil)], "staff.actual = 1")
        == ["2007 later rows of the rule replace it: it never fires"])
    #expect(
      problems([Validity(from: 2007, to: nil), Validity(from: 2023, to: nil)], "staff.actual = 1")
        == [])
    #expect(
      problems([Validity(from: 2007, to: 2022)], "staff.actual = prior.staff.actual")
        == ["2007 no year before has submissions: it never fires"])
    #expect(problems([Validity(from: 2007, to: 2023)], "staff.actual = prior.staff.actual") == [])
  }

  /// Numbers beyond 128 bits are given up, not wrapped.
  @Test func staysWithinItsBits() {
    let names = (0..<12).map { "figure[f\($0)]" }
    let formulas = (0..<12).map { row in
      let terms = names.enumerated().map { place, name in
        "\((row * 31 + place * 17) % 97 + 9_900) * \(name)"
      }
      return terms.joined(separator: " + ") + " = \(row + 1)00000000.01 yuan"
    }
    #expect(Self.review(formulas).rules.count == 12)
  }
}

extension FormulaConsequencesTests {
  private static let figures = ["meeting.actual", "training.actual", "basic.actual"]

  /// A random formula with the yuan on both sides as a test of three values.
  private static func formula(_ random: inout SeededGenerator)
    -> (text: String, holds: ([Int]) -> Bool)
  {
    var factors: [Int] = []
    while factors.allSatisfy({ $0 == 0 }) {
      factors = (0..<3).map { _ in Int.random(in: -2...2, using: &random) }
    }
    let constant = Int.random(in: -2...2, using: &random)
    let sign = ["=", "=", "<=", ">="].randomElement(using: &random) ?? "="
    let terms = zip(factors, figures).filter { $0.0 != 0 }.map { factor, name in
      "\(factor < 0 ? "-" : "+") \(abs(factor)) * \(name)"
    }
    let text = "\(terms.joined(separator: " ")) \(sign) \(constant) yuan"
    return (
      text.hasPrefix("+") ? String(text.dropFirst(2)) : text,
      { values in
        let sum = zip(factors, values).reduce(0) { $0 + $1.0 * $1.1 }
        return sign == "=" ? sum == constant : sign == "<=" ? sum <= constant : sum >= constant
      }
    )
  }

  /// What is said of random formulas is true of every choice of values.
  @Test(arguments: UInt64(1)...150)
  func isTrueOfEveryValue(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let formulas = (0..<4).map { _ in Self.formula(&random) }
    let values = (-4...4).flatMap { first in
      (-4...4).flatMap { second in (-4...4).map { [first, second, $0] } }
    }
    for defect in Self.review(formulas.map(\.text)).defects {
      guard let own = Int(defect.rule.text.suffix(1)).map({ formulas[$0 - 1] }) else { continue }
      func together(_ codes: [RuleCode]) -> [[Int]] {
        let others = codes.compactMap { Int($0.text.suffix(1)) }.map { formulas[$0 - 1] }
        return values.filter { values in others.allSatisfy { $0.holds(values) } }
      }
      switch defect.problem {
      case .follows(let codes): #expect(together(codes).allSatisfy(own.holds), "\(formulas)")
      case .sameAs(let code): #expect(together([code]).allSatisfy(own.holds), "\(formulas)")
      case .conflicts(let codes):
        #expect(!together(codes).contains(where: own.holds), "\(formulas)")
      case .contradicts(let code):
        #expect(!together([code]).contains(where: own.holds), "\(formulas)")
      case .leavesOnlyZero(let name, let codes):
        let place = Self.figures.firstIndex(of: name) ?? 0
        #expect(together(codes).filter(own.holds).allSatisfy { $0[place] == 0 }, "\(formulas)")
      default: Issue.record("\(defect)")
      }
    }
  }
}
