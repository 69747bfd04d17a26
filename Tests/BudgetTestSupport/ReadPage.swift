public import Foundation

/// A page as a strict reader of XML reads it: Python's tells what it holds, and refuses one that
/// has a script, a style beside its own sheet, or anything that leads out of it.
public struct ReadPage: Decodable, Sendable {
  /// A cell of a table.
  public struct Cell: Decodable, Sendable {
    /// All its words.
    public let text: String
    /// How it is set.
    public let tone: String

    /// The amount that the cell begins with, times 100; nil where it is none.
    public var hundredths: Int64? {
      let digits = (text.split(separator: " ").first ?? "").replacing(",", with: "").replacing(
        "\u{2212}", with: "-"
      )
      .replacing("+", with: "").replacing("†", with: "")
      let parts = digits.split(separator: ".")
      guard parts.count == 2, parts[1].count == 2 else { return nil }
      return Int64(parts.joined())
    }
  }

  /// A table with all its rows, heads among them.
  public struct Table: Decodable, Sendable {
    /// What stands above it.
    public let caption: String
    /// What kind it is.
    public let kind: String
    /// Its cells.
    public let rows: [[Cell]]
  }

  /// A part of the page under a heading.
  public struct Section: Decodable, Sendable {
    /// Its place.
    public let id: String
    /// Its heading.
    public let title: String
    /// All its words.
    public let text: String
    /// Its tables.
    public let tables: [Table]
    /// The words of its cards.
    public let cards: [String]
    /// What its drawings say to those who do not see them.
    public let drawings: [String]
  }

  /// The language it says it is in.
  public let language: String
  /// What it says it is.
  public let title: String
  /// How large the file is.
  public let byteCount: Int
  /// All its words.
  public let text: String
  /// Its sections in order.
  public let sections: [Section]

  /// Reads a file; blocks.
  ///
  /// - Throws: `ReaderFailed`.
  public init(_ file: URL) throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Readers/page.py")
    let output = try runReader("/usr/bin/python3", [script.path(), file.path()])
    self = try JSONDecoder().decode(ReadPage.self, from: output)
  }

  /// The section of an id.
  public func section(_ id: String) throws -> Section {
    guard let section = sections.first(where: { $0.id == id }) else {
      throw ReaderFailed(program: "page", message: "has no section \(id)")
    }
    return section
  }
}
