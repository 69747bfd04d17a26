import BudgetDomain

/// One row of internal_transfer.csv.
struct RegisteredTransfer: Sendable {
  var year: Int
  var payer: String
  var payee: String
  var code: String
  var measure: Measure
  var fen: Int64
}

/// Lets units of one department pay each other in the last year: once so that both say the same,
/// once so that the other side says nothing, and once so that the register has another subject.
///
/// What was filed stays as it was, but for who was paid, and for the payee's income.
struct TransferPlanter {
  private let year: Int
  private let usedUnits: Set<String>
  private(set) var registered: [RegisteredTransfer] = []

  /// How the two sides stand to each other.
  private enum Story: CaseIterable {
    case matched
    case oneSideMissing
    case otherSubject
  }

  /// - Parameter usedUnits: Units with a slip, which shall be the only thing wrong with them.
  init(_ year: Int, avoiding usedUnits: Set<String>) {
    self.year = year
    self.usedUnits = usedUnits
  }

  /// Plants what fits into the first department that has enough units.
  ///
  /// - Parameter onlyMatched: Leaves out what gives an anomaly.
  mutating func plant(in district: inout DistrictBooks, onlyMatched: Bool) {
    let stories = onlyMatched ? [.matched] : Story.allCases
    for group in district.tree.units where group.isGroup && !group.standsUnderControlTotal {
      let books = district.tree.leaves(below: group).compactMap { account(of: $0, in: district) }
      let places = books.flatMap { book in payments(in: district.books[book]).map { (book, $0) } }
      guard books.count > 1, places.count >= stories.count else { continue }
      for (story, (payer, line)) in zip(stories, places) {
        // Each payee is paid once, and nobody pays itself.
        guard let payee = books.last(where: { $0 != payer && !isPaid($0, in: district) }) else {
          return
        }
        plant(story, from: payer, line, to: payee, in: &district)
      }
      return
    }
  }

  /// The final account that counts of a unit without a slip, in yuan: both sides are exact then.
  private func account(of unit: Unit, in district: DistrictBooks) -> Int? {
    guard !usedUnits.contains(unit.code), unit.style == .yuan else { return nil }
    let filings = district.books.indices.filter {
      let header = district.books[$0].header
      return header.unitCode == unit.code && header.year == year
        && header.kind == .finalAccount
    }
    guard filings.count == 1, let place = filings.first,
      [.accepted, .submitted].contains(district.books[place].header.status)
    else { return nil }
    return place
  }

  /// The rows of projects that are amounts of their own.
  private func payments(in book: Book) -> [Int] {
    book.lines.indices.filter {
      let line = book.lines[$0]
      return line.section == .functional && line.fund == .general && line.kind == .project
    }
  }

  private func isPaid(_ book: Int, in district: DistrictBooks) -> Bool {
    registered.contains { $0.payee == district.books[book].header.unitCode }
  }

  private mutating func plant(
    _ story: Story, from payer: Int, _ line: Int, to payee: Int, in district: inout DistrictBooks
  ) {
    let (payerCode, payeeCode) = (
      district.books[payer].header.unitCode, district.books[payee].header.unitCode
    )
    district.books[payer].lines[line].counterparty = payeeCode
    let paid = district.books[payer].lines[line]
    for measure in Measure.allCases {
      // What the payee's income says needs no register, and where it says nothing there is none.
      guard let fen = paid.amounts[measure]?.unscaled, measure != .actual || story == .otherSubject
      else {
        continue
      }
      let isElsewhere = measure == .actual
      registered.append(
        RegisteredTransfer(
          year: year, payer: payerCode, payee: payeeCode,
          code: isElsewhere ? SubjectMenu.otherSpending : paid.functionalCode ?? "",
          measure: measure, fen: fen))
    }
    guard story == .matched, let actual = paid.amounts.actual else { return }
    district.books[payee].receive(actual, from: payerCode)
  }
}

extension Book {
  /// Adds money that another unit paid to the income table and its total.
  fileprivate mutating func receive(_ amount: PrintedNumber, from unit: String) {
    var line = Line(
      number: 0, section: .income, fund: .general, incomeKind: .superiorSubsidy)
    line.amounts.actual = amount
    line.counterparty = unit
    add(line)
    for index in figures.indices where figures[index].name == "income.total" {
      let total = figures[index].value
      precondition(total.decimals == amount.decimals, "both are in yuan")
      figures[index].value = PrintedNumber(
        total.unscaled + amount.unscaled, decimals: total.decimals)
    }
  }
}
