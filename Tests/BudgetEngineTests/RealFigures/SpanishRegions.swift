import BudgetDomain
import Foundation

@testable import BudgetEngine

/// Published budgets of Spanish regions, kept beside the repository; amounts in euros, which stand
/// for yuan here.
enum SpanishRegions {
  /// Whether the tables are there; a clone of the repository alone does not have them.
  static var areThere: Bool { FileManager.default.isReadableFile(atPath: folder + "README.md") }

  private static let folder: String = {
    let repository = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return "/\(repository)/../shared/datasets/es-regions/"
  }()

  /// The rows of a packed table, header included.
  static func rows(_ path: String) throws -> [[String]] {
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", folder + path]
    let output = Pipe()
    gzip.standardOutput = output
    try gzip.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    gzip.waitUntilExit()
    return text.split(separator: "\n").map(fields)
  }

  /// The fields of a line; commas within quotes are text.
  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line where character != "\r" {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  /// An amount in fen; an empty field is no money.
  static func fen(_ text: String) -> Int64 { PrintedNumber(text)?.fen(in: .yuan) ?? 0 }

  /// What one of the ministry's tables has for a region and year, in fen.
  static func ministryFen(_ table: String, region: String, year: Int) throws -> Int64 {
    try rows("ministry/\(table).csv.gz").filter { $0[0] == String(year) && $0[1] == region }
      .reduce(0) { $0 + fen($1[14]) }
  }
}

/// The budget of the Balearic Islands in one year: the government, its tax agency and its health
/// service, which the government pays.
struct BalearicBudget {
  /// The three books as initial budgets, and the transfers that are flagged as internal.
  private(set) var district = District()
  /// What all lines add up to, in fen.
  private(set) var grossFen: Int64 = 0
  /// What the flagged lines add up to, in fen.
  private(set) var flaggedFen: Int64 = 0

  init(_ year: Int) throws {
    // One file ends in a sum that belongs to nobody.
    let rows = try SpanishRegions.rows("baleares/gastos_\(year).csv.gz")
      .filter { $0[0] == String(year) }
    let programmes = Set(rows.map { $0[4] }).sorted()
    let codes = Dictionary(
      uniqueKeysWithValues: programmes.enumerated().map { ($1, String(2_010_101 + $0 * 100)) })
    let units = Set(rows.map { $0[1] }).sorted()
    district.units = units.map {
      UnitRow(code: $0, validity: Validity(from: 2000, to: nil), name: $0, parent: nil, type: nil)
    }
    district.submissions = units.enumerated().map {
      District.Submission(id: Int64($0 + 1), unit: $1, year: year, kind: .budget)
    }
    var internals: [[String]: Int64] = [:]
    for row in rows {
      let (unit, code, fen) = (row[1], codes[row[4]] ?? "", SpanishRegions.fen(row[10]))
      var line = District.Row(code: code, fund: .general)
      line.amounts.initial = row[10]
      district.submissions[units.firstIndex(of: unit) ?? 0].rows.append(line)
      grossFen += fen
      guard row[9] == "No" else { continue }
      flaggedFen += fen
      // Chapters 4 and 7, article 1: to the tax agency; the others to the health service.
      let economic = row[5].split(separator: "/").last ?? ""
      let payee = economic.dropFirst().hasPrefix("41") ? "ATIB00" : "SSIB00"
      internals[[unit, payee, code], default: 0] += fen
    }
    district.transfers = internals.map { key, fen in
      InternalTransfer(
        year: FiscalYear(year), payer: key[0], payee: key[1], code: SubjectCode(key[2]) ?? .all,
        fund: .general, measure: .initialBudget, fen: fen)
    }
  }

  /// Says that the register's word is enough.
  mutating func trustRegister() {
    district.settings = [
      RuleSetting(
        rule: RuleCode("elimination"), name: "one_sided", validity: Validity(from: 2000, to: nil),
        value: PrintedNumber(1))
    ]
  }
}
