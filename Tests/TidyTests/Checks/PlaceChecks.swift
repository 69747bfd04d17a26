extension TidyCheck {
  /// What may stand in one place only, or in some places not at all.
  static let places = [
    word(
      "Only ShardedMap spreads work over cores", banned: ["concurrentPerform"],
      covers: swift(in: ["Sources"], except: ["Sources/BudgetEngine/ShardedMap.swift"]),
      slip: "DispatchQueue.concurrentPerform(iterations: 2) { a($0) }",
      fine: "// What concurrentPerform does."),
    TidyCheck(
      "No floating point where money lives",
      covers: swift(in: [
        "Sources/BudgetDomain/", "Sources/BudgetStore/", "Sources/BudgetEngine/Consolidation/",
      ]),
      slip: swiftSource("let yuan: Double = 0.1"), fine: swiftSource("let isDoubled = true")
    ) { lines(\.lines, of: $0, holding: ["Double", "Float", "CGFloat", "Float16"]) },
    TidyCheck(
      "No floating point in SQL", covers: { $0.hasPrefix("sql/") },
      slip: SourceFile(path: "sql/queries/a.sql", text: "SELECT actual_fen::float8"),
      fine: SourceFile(path: "sql/queries/a.sql", text: "SELECT actual_fen::numeric")
    ) { file in
      lines(\.lines, of: file, holding: ["float4", "float8", "float", "double precision", "real"])
    },
    word(
      "Cancelling never leaves the encrypted connection",
      banned: ["PQcancel", "PQgetCancel", "PQrequestCancel"], covers: swift(),
      slip: "PQcancel(handle, buffer, 256)", fine: "// PQcancel is not encrypted before 17."),
    TidyCheck(
      "SQL lives in sql, not in Swift",
      // The client's statements about its own session know no table, and no sql folder either.
      covers: swift(in: ["Sources"], except: ["Sources/PostgresClient/"]),
      slip: swiftSource("let text = \"\"\"\n  SELECT a\n  FROM b\n  \"\"\""),
      fine: swiftSource("let hint = \"Select a unit, or update the list\" // SELECT a FROM b")
    ) { file in
      file.literals.filter { isStatement($0.text) }.map {
        Finding(path: file.path, line: $0.line, message: "SQL: \($0.text.prefix(40))")
      }
    },
    TidyCheck(
      "No statement is put together in Swift",
      // What the server has put together itself, quoting every name, comes back as one value.
      covers: swift(in: ["Sources"], except: ["Sources/PostgresClient/"]),
      slip: swiftSource("let lock = Statement(name: \"lock\", sql: \"LOCK \" + table)"),
      fine: swiftSource("let drop = Statement(name: \"drop\", sql: try row.text(\"statement\"))")
    ) { file in
      file.code.filter { $0.text.contains("sql:") && !$0.text.contains("sql: try row.text(") }.map {
        Finding(path: file.path, line: $0.line, message: "a statement that is no file")
      }
    },
    TidyCheck(
      "Overflow is never unchecked",
      covers: { path in
        ["Package.swift", "Sources/", "jobs/", "deploy/", ".ci/"].contains { path.hasPrefix($0) }
      },
      slip: SourceFile(path: "jobs/demo", text: "swift build -Xswiftc -O" + "unchecked"),
      fine: SourceFile(path: "jobs/demo", text: "swift build -c release")
    ) { lines(\.lines, of: $0, holding: ["Ounchecked"]) },
  ]

  /// Upper-case statement words anywhere, or a text that begins like a lower-case statement.
  private static func isStatement(_ text: String) -> Bool {
    if ["SELECT", "INSERT", "UPDATE", "DELETE"].contains(where: { text.holds(word: $0) }) {
      return true
    }
    let words = text.split(whereSeparator: \.isWhitespace)
    return switch words.first {
    case "select": words.contains("from")
    case "update": words.contains("set")
    case "insert": words.dropFirst().first == "into"
    case "delete": words.dropFirst().first == "from"
    default: false
    }
  }
}
