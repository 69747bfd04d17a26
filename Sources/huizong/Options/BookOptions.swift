import ArgumentParser
import BudgetDomain
import BudgetReport
import Foundation

/// What a book or page is of, and the file that it is written to.
struct BookOptions: ParsableArguments {
  @Option(
    name: .long, help: "A unit or group, with all below it; * is the whole district.")
  var unit = "*"

  @Option(
    name: .long,
    help: """
      Budget years, FIRST-LAST or one; the last is the file's own. Default: all; of a page, up to \
      the last with actuals.
      """)
  var years: YearRange?

  @Option(name: .long, help: "general, fund, capital, other, unstated; * is all.")
  var fund = "*"

  @Option(
    name: .customLong("output"),
    help: "The file. Default: named by unit, years and publication, in this folder.",
    completion: .file())
  var file: String?

  @Flag(name: .long, help: "Write over a file that is there.")
  var force = false

  func validate() throws {
    // The bounds of the tables' constraint fiscal_year_is_plausible.
    if let years = years?.years, years.clamped(to: 1949...2999) != years {
      throw ValidationError("--years must lie within 1949 and 2999.")
    }
    guard FundType(name: fund) != nil else {
      throw ValidationError("--fund takes general, fund, capital, other, unstated or *.")
    }
    if file?.isEmpty == true { throw ValidationError("--output takes the name of a file.") }
  }

  /// What is asked for, its amounts in a unit.
  func request(in amountUnit: AmountUnit, _ language: Language) -> BookRequest {
    BookRequest(
      unitCode: unit, fundType: fund, years: years?.years, amountUnit: amountUnit,
      language: language)
  }

  /// Where to write: the file that is named, else one of this name.
  ///
  /// - Throws: `FileExists` where there is one that may not be written over.
  func path(orElse name: String) throws -> String {
    let path = file ?? name
    guard force || !FileManager.default.fileExists(atPath: path) else {
      throw FileExists(path: path)
    }
    return path
  }
}

/// A file that would have been written over; exit code 73.
struct FileExists: Error {
  let path: String
}
