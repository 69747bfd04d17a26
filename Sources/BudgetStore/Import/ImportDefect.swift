/// One place in an import file that cannot be stored faithfully, and why.
public struct ImportDefect: Error, Hashable, Sendable {
  /// The name of the file, such as `line.csv`.
  public let file: String
  /// The line on which the row starts, from 1 (the header); 0 for the file as a whole.
  public let line: Int
  /// The column, or several separated by commas for a key; nil where no column is to blame.
  public let column: String?
  /// What is wrong.
  public let reason: Reason

  /// What is wrong with a place in an import file; a closed list.
  public enum Reason: Hashable, Sendable {
    /// The folder has no file that import knows.
    case nothingToImport
    /// The operating system does not give the file's bytes.
    case unreadable(errno: Int32)
    /// Not even a header.
    case emptyFile
    /// The header names a column that the table does not have.
    case unknownColumn
    /// The header names a column twice.
    case doubledColumn
    /// The header lacks a column that the table cannot do without.
    case missingColumn
    /// The text is not UTF-8.
    case invalidUTF8
    /// The text holds a zero byte.
    case zeroByte
    /// A quote within a field that does not start with one.
    case strayQuote
    /// Something else than a comma or a line end after the closing quote.
    case textAfterQuote
    /// The file ends within quotes.
    case openQuote
    /// A carriage return without the line feed, outside of quotes.
    case bareCarriageReturn
    /// A field of more than 1 MB.
    case longField
    /// A row of more than 16 MB or 4096 fields.
    case longRecord
    /// The row has another number of fields than the header.
    case fieldCount(found: Int, expected: Int)
    /// Nothing where the table needs a value.
    case missingValue
    /// Not a whole number in plain digits.
    case notAnInteger
    /// A whole number that the column cannot hold.
    case integerOutOfRange
    /// Not a decimal number in plain digits: NaN, infinity, exponents and separators included.
    case notANumber
    /// A number of more than 24 digits.
    case tooManyDigits
    /// Not a day that exists, as `2024-02-29`.
    case notADate
    /// Not a time that exists, as `2024-02-29T08:30:00+08:00`.
    case notATime
    /// A value that the named constraint of the table refuses; its name is a sentence.
    case constraintViolated(String)
    /// The key stands in the file already, on the line given.
    case keyDoubled(firstLine: Int)
    /// The key stands in the table already, and rows are not to be replaced.
    case keyExists
    /// The submission stands neither in the files nor in the table.
    case unknownSubmission
  }
}

extension ImportDefect: Comparable {
  /// The order of a report: file, line, column.
  public static func < (left: ImportDefect, right: ImportDefect) -> Bool {
    (left.file, left.line, left.column ?? "", left.reason.english)
      < (right.file, right.line, right.column ?? "", right.reason.english)
  }
}

/// The files of a folder were not imported; nothing was written.
public struct ImportError: Error, Hashable, Sendable {
  /// At most this many defects are named.
  public static let listedLimit = 100

  /// The first defects, in the order of file, line and column.
  public let defects: [ImportDefect]
  /// How many more there are.
  public let unlistedCount: Int
}

/// What an import has written.
public struct ImportReceipt: Hashable, Sendable {
  /// The rows of one file.
  public struct Entry: Hashable, Sendable {
    /// The table, without its schema.
    public let table: String
    /// The name of the file.
    public let file: String
    /// How many rows were written.
    public let rowCount: Int
  }

  /// One entry for each file, in the order of names.
  public let entries: [Entry]
  /// The names of the folder's other files, which were left alone.
  public let ignoredFiles: [String]
}
