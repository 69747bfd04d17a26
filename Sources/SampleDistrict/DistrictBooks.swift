import BudgetDomain

/// One row of expected_submission.csv.
struct Expectation: Sendable {
  var year: Int
  var unitCode: String
  var kind: SubmissionKind
  var dueOn: String
  var exemptReason: String?
}

/// Everything that a district files over the years.
struct DistrictBooks: Sendable {
  let tree: DistrictTree
  let years: ClosedRange<Int>
  let seed: UInt64
  private(set) var expectations: [Expectation] = []
  var books: [Book] = []

  init(_ options: SampleOptions) {
    tree = DistrictTree(options)
    years = options.years
    seed = options.seed
    for year in years {
      for unit in tree.units where unit.isValid(in: year) { file(unit, year) }
    }
    for index in books.indices { books[index].header.id = Int64(index + 1) }
  }

  /// The number that the next submission gets.
  var nextID: Int64 { (books.map(\.header.id).max() ?? 0) + 1 }

  private mutating func file(_ unit: Unit, _ year: Int) {
    if unit.isGroup {
      if unit.standsUnderControlTotal, unit.parentCode == nil {
        books.append(controlTotal(of: unit, year))
      }
      return
    }
    let habit = FilingHabit(unit, seed: seed)
    let kind: SubmissionKind = habit == .selfEvaluationOnly ? .selfEvaluation : .finalAccount
    var expectation = Expectation(
      year: year, unitCode: unit.code, kind: kind, dueOn: "\(year + 1)-03-31")
    defer { expectations.append(expectation) }
    if isExempt(unit, year) {
      expectation.exemptReason = "机构改革过渡期,经批准免报"
      return
    }
    let unitBooks = UnitBooks(
      UnitHistory(unit, seed: seed, anchorYear: years.lowerBound - 1), year: year)
    if habit == .alsoBudget { books.append(unitBooks.budget()) }
    if habit != .selfEvaluationOnly { appendRevisions(of: unitBooks.finalAccount()) }
    if habit == .alsoSelfEvaluation || habit == .selfEvaluationOnly {
      books.append(unitBooks.selfEvaluation())
    }
  }

  /// The first department's last unit is exempt in the second year.
  private func isExempt(_ unit: Unit, _ year: Int) -> Bool {
    years.count > 2 && year == years.lowerBound + 1 && unit.code.hasPrefix("101")
      && tree.leaves.last { $0.code.hasPrefix("101") }?.code == unit.code
  }

  /// Most accounts pass at once; some come back and are sent again, some have a later draft.
  private mutating func appendRevisions(of book: Book) {
    var course = Dice(seed, book.header.unitCode, "course", year: book.header.year)
    let throwOfTheYear = course.pick(0...999)
    guard throwOfTheYear < 70 else {
      books.append(book)
      if throwOfTheYear > 900 { books[books.count - 1].header.status = .submitted }
      return
    }
    var (first, second) = (book, book)
    second.header.revision = 2
    if throwOfTheYear < 45 {
      first.header.status = .returned
      first.header.submittedAt = "\(book.header.year + 1)-03-05 09:00:00+08"
      first.lines.removeLast()
      first.figures.removeLast()
    } else {
      second.header.status = .draft
      second.header.submittedAt = nil
      second.figures.removeAll()
    }
    books += [first, second]
  }
}

/// What a unit files besides or instead of its final account, the same every year.
enum FilingHabit {
  case finalAccountOnly
  case alsoSelfEvaluation
  case alsoBudget
  case selfEvaluationOnly

  init(_ unit: Unit, seed: UInt64) {
    var habit = Dice(seed, unit.code, "habit")
    switch habit.pick(0...99) {
    case 0..<6 where !unit.standsUnderControlTotal: self = .selfEvaluationOnly
    case 6..<30: self = .alsoSelfEvaluation
    case 30..<50: self = .alsoBudget
    default: self = .finalAccountOnly
    }
  }
}

extension DistrictBooks {
  /// A unit's final account with all amounts to the fen, row by row as it filed it.
  func exactAccount(of unitCode: String, _ year: Int) -> Book? {
    guard var unit = tree.units.first(where: { $0.code == unitCode }) else { return nil }
    unit.style = .yuan
    let history = UnitHistory(unit, seed: seed, anchorYear: years.lowerBound - 1)
    return UnitBooks(history, year: year).finalAccount()
  }

  /// A department's own account: the sum of its units, compared with them and never added.
  ///
  /// - Parameter extra: Fen by which the account is off, booked under its first row; 0 if right.
  func controlTotal(of group: Unit, _ year: Int, extra: Int64 = 0) -> Book {
    var sums: [String: TruthRow] = [:]
    for unit in tree.leaves(below: group) where unit.isValid(in: year) {
      let history = UnitHistory(unit, seed: seed, anchorYear: years.lowerBound - 1)
      for row in history.truth(year).rows {
        let key = "\(row.code) \(row.fund.rawValue) \(row.kind.rawValue)"
        var sum = sums[key] ?? row
        if sums[key] != nil { sum.fen = sum.fen + row.fen }
        sums[key] = sum
      }
    }
    var truth = UnitYearTruth()
    truth.rows = sums.sorted { $0.key < $1.key }.map(\.value)
    if !truth.rows.isEmpty { truth.rows[0].fen.actual += extra }
    var book = Book(
      FiledHeader(
        unitCode: group.code, year: year, kind: .finalAccount, style: group.style,
        submittedAt: "\(year + 1)-03-30 16:00:00+08"))
    book.addFunctionalTable(truth.rows, withSubtotals: true)
    book.stateTotals(truth)
    return book
  }
}
