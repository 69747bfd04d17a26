import ArgumentParser
import BudgetReport
import BudgetStore
import PostgresClient

/// A publication as people name it: its number, a day, or `current`.
struct PublicationOption: ExpressibleByArgument {
  let name: PublicationName
  private let text: String

  private init(name: PublicationName, text: String) {
    self.name = name
    self.text = text
  }

  init?(argument: String) {
    if argument == "current" {
      self = .current
    } else if let number = Int64(argument), number > 0 {
      self.init(name: .number(number), text: argument)
    } else if isCalendarDay(argument) {
      self.init(name: .day(argument), text: argument)
    } else {
      return nil
    }
  }

  static let current = PublicationOption(name: .current, text: "current")

  /// The publication that is meant.
  ///
  /// - Throws: `UnknownPublication` where it is not kept, with those that are.
  func publication(on connection: borrowing Connection) throws -> PublicationRow {
    if let found = try PublicationReader.publication(name, on: connection) { return found }
    throw UnknownPublication(
      name: text,
      kept: try PublicationReader.rows(limit: UnknownPublication.shownCount, on: connection))
  }
}

/// A publication that is asked for and not kept; exit code 64.
struct UnknownPublication: Error {
  /// How many of those that are kept are named.
  static let shownCount = 20

  let name: String
  /// The latest first.
  let kept: [PublicationRow]

  /// What to ask for instead.
  var hint: Phrase {
    guard !kept.isEmpty else {
      return Phrase("尚无发布;请先运行 huizong run", "nothing is published yet; run huizong run first")
    }
    let named = kept.reversed().map { "\($0.publicationID) (\($0.publishedAt))" }
      .joined(separator: ", ")
    return kept.count < Self.shownCount
      ? Phrase("保留的发布:\(named)", "kept are \(named)")
      : Phrase("最近的发布:\(named)", "the latest are \(named)")
  }
}
