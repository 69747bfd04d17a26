import Foundation

/// Three published budget books of one street office, kept beside the repository; amounts in yuan.
struct StreetBooks {
  /// One figure of the table 支出预算总表.
  struct Figure {
    let year: Int
    /// The code as printed; `*` for the grand total.
    let code: String
    let measure: String
    let amount: String
  }

  let figures: [Figure]

  /// Whether the books are there; a clone of the repository alone does not have them.
  static var areThere: Bool { FileManager.default.isReadableFile(atPath: path) }

  private static let path: String = {
    let repository = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return "/\(repository)/../shared/datasets/cn-street/function_tables.csv"
  }()

  /// Reads the books.
  init() throws {
    figures = try plainRows(String(contentsOfFile: Self.path, encoding: .utf8)).compactMap { row in
      guard row["table"] == "支出预算总表", let year = row["year"].flatMap({ Int($0) }),
        let code = row["code"], let measure = row["measure"], let amount = row["amount"]
      else { return nil }
      return Figure(
        year: year, code: code == "TOTAL" ? "*" : code, measure: measure, amount: amount)
    }
  }

  /// Files the books as budgets of one unit: 合计 leaves the kind open, 基本支出 and 项目支出 state
  /// theirs.
  func file() async throws {
    let kinds = ["合计": "", "基本支出": "basic", "项目支出": "project"]
    let years = Set(figures.map(\.year)).sorted()
    let lines = figures.enumerated().compactMap { index, figure in
      kinds[figure.measure].map {
        "\(figure.year),\(index + 1),\(figure.code),,\($0),\(figure.amount),,"
      }
    }
    try await HandWrittenDistrict(
      units: "WL,2000,,",
      submissions: years.map { "\($0),WL,\($0),budget,1,accepted,yuan" }.joined(separator: "\n"),
      lines: lines.joined(separator: "\n")
    ).file()
  }
}
