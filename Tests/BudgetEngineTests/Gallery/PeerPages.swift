extension GalleryPage {
  /// The rules that compare a unit with its peers.
  static let peers = [
    GalleryPage(
      code: "P010",
      breaks: page(peers: [100, -1, 100, -1], unit: [100, -1, 500, -1]),
      finding: "review 2010101 5000000.0000 [904500.0000, 1105600.0000]",
      holds: page(peers: [100, -1, 500, -1], unit: [100, -1, 500, -1]),
      undecided: .never("published amounts are exact; too few peers say nothing")),
    GalleryPage(
      code: "P020", breaks: page(peers: [100, 40, 100, 40], unit: [100, 40, 20, 120]),
      finding: "review 2010101 - [-, -]",
      holds: page(peers: [100, 40, 20, 120], unit: [100, 40, 20, 120]),
      undecided: .never("published amounts are exact; too few peers say nothing")),
  ]

  /// Nine units and a tenth: what each spends on 2010101 and 2010102 last year and this, in 万元;
  /// −1 for a subject that it does not have.
  static func page(peers: [Int], unit: [Int], peerCount: Int = 9) -> String {
    let codes = (0...peerCount).map { String(101 + $0) }
    let units = codes.map { "unit \($0) type 行政" }
    let years = [0, 1].flatMap { year in
      ["year \(2022 + year)"]
        + codes.enumerated().flatMap { place, code in
          let amounts = place == peerCount ? unit : peers
          return ["submission \(code)"]
            + zip(["2010101", "2010102"], amounts[(year * 2)...]).filter { $1 >= 0 }
            .map { "\($0) : - - \($1)" }
        }
    }
    return (units + years).joined(separator: "\n")
  }
}
