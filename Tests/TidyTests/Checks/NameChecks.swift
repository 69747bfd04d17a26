extension TidyCheck {
  /// A file is named for the one idea inside; these names say that there is none.
  static let names = [
    TidyCheck(
      "No file or folder is called a bag of things",
      covers: { $0.hasPrefix("Sources/") || $0.hasPrefix("Tests/") || $0.hasPrefix("sql/") },
      slip: SourceFile(path: "Sources/BudgetStore/StringUtils.swift", text: ""),
      fine: SourceFile(path: "Sources/BudgetEngine/CommonAncestor.swift", text: "")
    ) { file in
      file.path.split(separator: "/").map { $0.prefix { $0 != "." && $0 != "+" } }
        .filter { stem in
          bags.contains(stem.lowercased()) || bagEndings.contains { stem.hasSuffix($0) }
        }
        .map { Finding(path: file.path, line: nil, message: "\($0) names no idea") }
    }
  ]

  private static let bags: Set = [
    "common", "misc", "shared", "helpers", "utils", "util", "manager",
  ]
  private static let bagEndings = ["Utils", "Util", "Utilities", "Helper", "Helpers", "Manager"]
}
