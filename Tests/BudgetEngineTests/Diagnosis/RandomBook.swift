import BudgetDomain

/// A book printed from one random truth, as lines of a gallery page; every number is rounded once.
struct RandomBook {
  /// A printed number: its place on the page, its digits in hundredths.
  struct Entry {
    let place: String
    var hundredths: Int
    let isRow: Bool
  }

  private(set) var entries: [Entry] = []
  /// The entries that are rows of their own, and those that are totals of several rows.
  private(set) var rows: [Int] = []
  private(set) var totals: [(entry: Int, rows: [Int])] = []

  init(_ random: inout SeededGenerator) {
    var money: [(code: String, kind: String, fen: Int)] = []
    for subject in ["20101", "20102", "20801", "20805"] {
      for (item, kind) in zip(1...3, ["basic", "project", "operating"]) {
        // In ten-thousandths of a 万元: two digits more than are printed.
        money.append(
          ("\(subject)0\(item)", kind, Int.random(in: 1_000_000...9_999_999, using: &random)))
      }
    }
    func sum(_ prefix: String) -> Int {
      money.reduce(0) { $1.code.hasPrefix(prefix) ? $0 + $1.fen : $0 }
    }
    let total = sum("")
    addRow("*", total)
    for item in money {
      for length in [3, 5] where !entries.contains(where: { $0.place == item.code.prefix(length) })
      {
        addRow(String(item.code.prefix(length)), sum(String(item.code.prefix(length))))
      }
      addRow("\(item.code) \(item.kind)", item.fen)
      rows.append(entries.count - 1)
    }
    for (index, entry) in entries.enumerated() where !rows.contains(index) {
      let prefix = entry.place == "*" ? "" : entry.place
      totals.append((index, rows.filter { entries[$0].place.hasPrefix(prefix) }))
    }
    let prior = Int.random(in: total / 2...total * 2, using: &random)
    addFigure("total.actual", total, in: 100)
    addFigure("total.prior", prior, in: 100)
    addFigure("total.change", total - prior, in: 100)
    addFigure("total.change_percent", (total - prior) * 1_000_000 / prior, in: 100)
    for kind in ["basic", "project"] {
      let fen = money.reduce(0) { $1.kind == kind ? $0 + $1.fen : $0 }
      addFigure("\(kind).actual", fen, in: 100)
    }
    for subject in ["201", "208"] {
      addFigure("share_percent.\(subject)", sum(subject) * 1_000_000 / total, in: 100)
    }
  }

  private mutating func addRow(_ place: String, _ fen: Int) {
    entries.append(Entry(place: place, hundredths: Self.rounded(fen, 100), isRow: true))
  }

  private mutating func addFigure(_ name: String, _ value: Int, in unit: Int) {
    entries.append(Entry(place: name, hundredths: Self.rounded(value, unit), isRow: false))
  }

  static func rounded(_ value: Int, _ unit: Int) -> Int {
    let size = (abs(value) + unit / 2) / unit
    return value < 0 ? -size : size
  }

  /// Where a figure stands on the page.
  func entry(_ place: String) -> Int { entries.firstIndex { $0.place == place } ?? 0 }

  subscript(entry: Int) -> Int {
    get { entries[entry].hundredths }
    set { entries[entry].hundredths = newValue }
  }

  /// The book as a gallery page.
  var page: String {
    entries.map { entry in
      let number = PrintedNumber(Int64(entry.hundredths), decimals: 2).description
      return entry.isRow ? "\(entry.place) : - - \(number)" : "\(entry.place) = \(number)"
    }.joined(separator: "\n")
  }
}
