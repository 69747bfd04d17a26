/// The subjects of one benchmark unit: fourteen items of nine 款 and six 类.
struct BenchmarkMenu {
  /// Items of the general budget, sorted by code.
  let codes: [String]

  /// Social rows that every unit has: three 款 of three 类.
  private static let social = ["2080505", "2080506", "2101101", "2101102", "2210201", "2210203"]

  /// Classes with two 款 each and their items; a menu takes three of the classes.
  private static let homes: [[[String]]] = [
    [["2010301", "2010302", "2010399"], ["2010601", "2010602", "2010604"]],
    [["2011301", "2011302", "2011350"], ["2010301", "2010302", "2010350"]],
    [["2070101", "2070104", "2070108"], ["2079903", "2079999"]],
    [["2120101", "2120102", "2120199"], ["2120201"]],
    [["2060503"], ["2060702"]],
  ]

  /// Triples of homes that stand in three different classes.
  private static let triples = [
    [0, 2, 3], [1, 2, 3], [0, 2, 4], [1, 2, 4], [0, 3, 4], [1, 3, 4],
  ]

  /// All menus; a unit takes one of them by its number.
  static let all: [BenchmarkMenu] = triples.map { triple in
    var codes = social
    let items = triple.map { homes[$0] }
    // One item of each 款 first, then what is left, until fourteen are together.
    for depth in 0..<3 {
      for home in items.indices {
        for division in items[home].indices where depth < items[home][division].count {
          guard codes.count < 14 else { continue }
          codes.append(items[home][division][depth])
        }
      }
    }
    return BenchmarkMenu(codes: codes.sorted())
  }

  /// The item that a few units fill from fund money, in their class 212 or a class of its own.
  static let fundCode = "2121999"
}
