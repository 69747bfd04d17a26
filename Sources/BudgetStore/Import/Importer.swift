internal import Glibc
public import PostgresClient

/// Loads the files of a folder into the reference and intake tables: all of them or nothing.
///
/// `DIR/<table>.csv` is UTF-8 with a header of column names. Refused is only what cannot be stored
/// faithfully; what codes and amounts mean is judged by the run. The bytes are judged while they
/// stream into temporary tables, keys and constraints by the database over whole tables.
/// Source: contract, section 3, last paragraph.
public struct Importer: Sendable {
  /// The folder with the files.
  public let directory: String
  /// Whether rows replace those of the same key, and submissions all that belongs to them.
  public let replace: Bool

  /// An import of a folder.
  public init(directory: String, replace: Bool = false) {
    self.directory = directory
    self.replace = replace
  }

  /// Imports in one transaction.
  ///
  /// - Throws: `ImportError` when anything is wrong with the files, `PostgresError` otherwise.
  public func run(on connection: borrowing Connection) throws -> ImportReceipt {
    let fileNames = try fileNames()
    return try connection.transaction { connection in
      let known = try ImportTable.all(on: connection)
      let tables = known.filter { fileNames.contains($0.fileName) }
      guard !tables.isEmpty else { throw folderError(.nothingToImport) }
      try stageAndCheck(tables, on: connection)
      let entries = try load(tables, on: connection)
      let ignored = fileNames.subtracting(tables.map(\.fileName)).sorted()
      return ImportReceipt(entries: entries, ignoredFiles: ignored)
    }
  }

  private func fileNames() throws(ImportError) -> Set<String> {
    guard let folder = opendir(directory) else { throw folderError(.unreadable(errno: errno)) }
    defer { closedir(folder) }
    var names: Set<String> = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.insert(name) }
    }
    return names
  }

  private func folderError(_ reason: ImportDefect.Reason) -> ImportError {
    let defect = ImportDefect(file: directory, line: 0, column: nil, reason: reason)
    return ImportError(defects: [defect], unlistedCount: 0)
  }

  private func stageAndCheck(
    _ tables: [ImportTable], on connection: borrowing Connection
  ) throws {
    var defects = ImportDefectList()
    var isComplete = true
    for table in tables {
      let file = try stage(table, on: connection)
      defects.append(file.defects.listed, andOthers: file.defects.count - file.defects.listed.count)
      isComplete = isComplete && file.isComplete
    }
    // Half a file would make every line of the other half an orphan.
    if isComplete {
      for table in tables { try check(table, into: &defects, on: connection) }
    }
    if let error = defects.error { throw error }
  }

  private func stage(
    _ table: ImportTable, on connection: borrowing Connection
  ) throws -> ImportFile {
    var file = ImportFile(of: table)
    try connection.run(.stageImportTable, [.text(table.name)])
    try connection.copyIn(.copyImportRows) { writer in
      try file.copy(from: directory + "/" + table.fileName, to: &writer)
    }
    try connection.run(.settleImportTable, [.text(table.name)])
    return file
  }

  private func check(
    _ table: ImportTable, into defects: inout ImportDefectList, on connection: borrowing Connection
  ) throws(PostgresError) {
    let rows = try connection.run(.listImportDefects, [.text(table.name), .bool(replace)])
    var found: [ImportDefect] = []
    for row in rows {
      found.append(try ImportDefect(row, of: table))
    }
    let total = try rows.first.map { row throws(PostgresError) in try row.int("total") } ?? 0
    defects.append(found, andOthers: Int(total) - found.count)
  }

  private func load(
    _ tables: [ImportTable], on connection: borrowing Connection
  ) throws(PostgresError) -> [ImportReceipt.Entry] {
    if replace { try connection.run(.clearReplacedRows) }
    var entries: [ImportReceipt.Entry] = []
    for table in tables {
      let rowCount = try connection.run(.loadImportTable, [.text(table.name)])[0].int("row_count")
      entries.append(
        ImportReceipt.Entry(table: table.name, file: table.fileName, rowCount: Int(rowCount)))
    }
    return entries
  }
}

extension ImportDefect {
  /// A defect that the database found, a row of `list_import_defects`.
  fileprivate init(_ row: Row, of table: ImportTable) throws(PostgresError) {
    let detail = try row.optionalText("detail") ?? ""
    let reason: Reason =
      switch try row.text("reason") {
      case "constraint_violated": .constraintViolated(detail)
      case "key_doubled": .keyDoubled(firstLine: Int(detail) ?? 0)
      case "key_exists": .keyExists
      case "unknown_submission": .unknownSubmission
      case let other: preconditionFailure("import knows no reason \(other)")
      }
    self.init(
      file: table.fileName, line: Int(try row.int("line")),
      column: try row.text("column_name"), reason: reason)
  }
}
