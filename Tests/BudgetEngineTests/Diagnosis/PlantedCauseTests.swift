import BudgetDomain
import Testing

@testable import BudgetEngine

/// One slip of each cause in random books: the figure and the cause come back.
@Suite struct PlantedCauseTests {
  private static let seeds = UInt64(1)...20

  /// Plants a slip, going forward from the right number, as a person would.
  ///
  /// - Returns: The entry to blame; nil where this book has no fitting place.
  private static func plant(
    _ cause: Cause, in book: inout RandomBook, _ random: inout SeededGenerator
  ) -> Int? {
    let row = book.rows[Int.random(in: book.rows.indices, using: &random)]
    let total = book.totals[Int.random(in: book.totals.indices, using: &random)]
    let percent = book.entry("total.change_percent")
    let (now, change) = (book[book.entry("total.actual")], book[book.entry("total.change")])
    switch cause {
    case .unitScale: return misprint(row, in: &book, as: book[row] * 10_000)
    case .sign: return misprint(row, in: &book, as: -book[row])
    case .digitsSwapped:
      let (tens, ones) = (book[row] / 1000 % 10, book[row] / 100 % 10)
      return misprint(row, in: &book, as: book[row] + (ones - tens) * 900)
    case .digitChanged: return misprint(row, in: &book, as: changed(book[row], &random))
    case .digitMissing:
      return misprint(
        row, in: &book, as: book[row] / 10_000 * 1_000 + book[row] % 1_000)
    case .digitExtra:
      return misprint(
        row, in: &book, as: book[row] / 1_000 * 10_000 + 7_000 + book[row] % 1_000)
    case .wrongBase:
      return misprint(percent, in: &book, as: RandomBook.rounded(change * 10_000, now))
    case .differenceAsPercent: return misprint(percent, in: &book, as: change)
    case .priorYearCopied:
      return misprint(
        book.entry("total.actual"), in: &book, as: book[book.entry("total.prior")])
    case .otherLineCopied: return misprint(row, in: &book, as: book[row - 1])
    case .componentMissing, .componentDoubled:
      let part = book[total.rows[Int.random(in: total.rows.indices, using: &random)]]
      let wrong = book[total.entry] + (cause == .componentMissing ? -part : part)
      return misprint(total.entry, in: &book, as: wrong)
    case .rowsShifted:
      // From the first 款 down, every number moves a row on; the last is lost.
      let numbers = book.totals.map(\.entry) + book.rows
      let column = numbers.sorted()
      for place in column.indices.dropFirst(2).reversed() {
        book[column[place]] = book[column[place - 1]]
      }
      return column[2]
    case .rounding:
      let share = book.entry("share_percent.201")
      let (part, whole) = (book[book.entry("201")], book[book.entry("*")])
      let (quotient, rest) = (part * 10_000).quotientAndRemainder(dividingBy: whole)
      // Cut off where rounding goes up, clear of the rounding of the operands.
      return rest * 10 > whole * 6 ? misprint(share, in: &book, as: quotient) : nil
    }
  }

  private static func misprint(_ entry: Int, in book: inout RandomBook, as wrong: Int) -> Int? {
    // Far outside any rounding, unless it is the last digit that is meant.
    let isPlain = abs(book[entry] - wrong) > 60 || book.entries[entry].place.contains("share")
    guard isPlain, book[entry] != wrong else { return nil }
    book[entry] = wrong
    return entry
  }

  private static func changed(_ number: Int, _ random: inout SeededGenerator) -> Int {
    let step = [100, 1_000, 10_000].randomElement(using: &random) ?? 100
    let digit = number / step % 10
    return number + ((digit + 4) % 10 - digit) * step
  }

  @Test(arguments: seeds)
  func findsNothingInTheTruth(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let book = RandomBook(&random)
    let found = try validate(try District(page: book.page).batch()).anomalies
    #expect(found.map(\.message) == [])
  }

  @Test(arguments: Cause.allCases)
  func findsFigureAndCause(cause: Cause) throws {
    var planted = 0
    for seed in Self.seeds {
      var random = SeededGenerator(seed: seed &* 1_000 &+ 7)
      var book = RandomBook(&random)
      guard let entry = Self.plant(cause, in: &book, &random) else { continue }
      planted += 1
      let found = try validate(try District(page: book.page).batch()).anomalies
      let place = book.entries[entry].place.split(separator: " ").first.map(String.init)
      let figure = book.entries[entry].place
      let named = found.first.map { $0.place.figure ?? $0.place.code ?? "" }
      #expect(found.count == 1, "\(cause) at \(figure), seed \(seed): \(found.map(\.message))")
      #expect(named == place, "\(cause) at \(figure), seed \(seed)")
      #expect(
        found.first?.cause == cause,
        "\(cause) at \(figure), seed \(seed): \(found.first?.suggestion ?? "")")
    }
    #expect(planted > 3)
  }
}
