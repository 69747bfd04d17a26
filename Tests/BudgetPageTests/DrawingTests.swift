import Testing

@testable import BudgetPage

/// Where drawings put what they show.
@Suite struct DrawingTests {
  @Test func rulerIsExact() {
    let ruler = Ruler([0, 1_000], length: 100)
    #expect(
      [0, 5, 10, 994, 995, 1_000, 2_000, -5].map(ruler.place) == [0, 1, 1, 99, 100, 100, 100, 0])
    let signed = Ruler([-500, 500], length: 1_000)
    #expect([-500, 0, 250].map(signed.place) == [0, 500, 750])
    let narrow = Ruler([999_000, 1_000_000], length: 1_000, fromZero: false)
    #expect([999_000, 999_500, 1_000_000].map(narrow.place) == [0, 500, 1_000])
  }

  @Test func rulerKnowsTheLargestAndNoNumbers() {
    let vast = Ruler([.min, .max], length: 1_000)
    #expect([.min, 0, .max].map(vast.place) == [0, 500, 1_000])
    #expect(Ruler([], length: 1_000).place(0) == 0)
    #expect(Ruler([0], length: 1_000).place(0) == 0)
    #expect(Ruler([7], length: 1_000, fromZero: false).place(7) == 0)
  }

  /// A few numbers far beyond the others are cut; a series without such keeps its whole line.
  @Test(
    arguments: [
      ([100, 110, 90], nil), ([100, 110, 900], 110), ([-900, 110, 100], 110),
      ([900, 100, 110, 800, 90], 110), ([900, 800, 700, 100, 110], nil), ([900, 100], nil),
      ([500, 100, 90], 100), ([499, 100, 90], nil), ([900, 0, 0], nil), ([], nil),
      ([.max, .min, 1, 2, 3], 3),
    ] as [([Int64], Int64?)])
  func outliersFlattenNobody(numbers: [Int64], largestKept: Int64?) {
    let ruler = Ruler(cutting: numbers, length: 1_000)
    guard let largestKept else { return #expect(!numbers.contains(where: ruler.isCut)) }
    for number in numbers {
      #expect(ruler.isCut(number) == (number.magnitude > largestKept.magnitude), "\(number)")
    }
    let distance = (ruler.place(largestKept) - ruler.place(0)).magnitude
    #expect(distance >= 400, "\(distance)")
  }

  @Test func cutBarsAreMarked() {
    let ruler = Ruler(cutting: [100, 110, 9_000], length: Bars.width)
    #expect(Bars.bar(9_000, on: ruler, "now").markup.contains("class=\"cut\""))
    #expect(!Bars.bar(110, on: ruler, "now").markup.contains("class=\"cut\""))
    let columns = Columns(steps: [100, nil, 110, 9_000], title: "t")
    #expect(columns.isCut && columns.image.markup.count(of: "class=\"cut\"") == 1)
    #expect(!Columns(steps: [100, 110], title: "t").isCut)
  }

  @Test func barsBeginAtZero() {
    let ruler = Ruler([-100, 300], length: Bars.width)
    #expect(Bars.bar(300, on: ruler, "now").markup.contains("x=\"250\" y=\"3\" width=\"750\""))
    #expect(Bars.bar(-100, on: ruler, "now").markup.contains("x=\"0\" y=\"3\" width=\"250\""))
    #expect(Bars.bar(0, on: ruler, "now").markup.contains("width=\"0\""))
    // A little is not nothing.
    #expect(
      Bars.bar(0 + 1, on: Ruler([1_000_000], length: 1_000), "now").markup.contains("width=\"2\""))
  }

  @Test func stackedBarsFillTheWidth() {
    let markup = Bars.stacked([(3, "a"), (0, "b"), (1, "c")]).markup
    #expect(markup.contains("class=\"a\" x=\"0\" y=\"3\" width=\"750\""))
    #expect(markup.contains("class=\"c\" x=\"750\" y=\"3\" width=\"250\""))
    #expect(!markup.contains("class=\"b\""))
  }

  /// The band and the figure stand on their sides of each other, whatever the numbers.
  @Test(arguments: [
    (Int64(50), Int64(10), Int64(20)), (1, 10, 20), (15, 10, 20), (.max, .min, 0), (0, 0, 0),
  ])
  func rangeKeepsItsOrder(stated: Int64, low: Int64, high: Int64) throws {
    let markup = drawing(stated, low, high)
    let figure = try #require(markup.firstMatch(of: #/d="M(\d+) /#)).1
    let band = try #require(
      markup.firstMatch(of: /class="allowed" x="(\d+)" y="\d+" width="(\d+)"/))
    let (place, start, width) = (try #require(Int(figure)), Int(band.1) ?? -1, Int(band.2) ?? -1)
    #expect((0...320).contains(place) && start >= 0 && width >= 4 && start + width <= 324)
    if stated > high { #expect(place > start) }
    if stated < low { #expect(place < start + width) }
  }

  @Test func openRangesReachTheEdge() {
    #expect(drawing(5, nil, 3).contains("class=\"allowed\" x=\"0\""))
    let upward = drawing(5, 8, nil)
    #expect(upward.contains(/class="allowed" x="(\d+)" y="\d+" width="(\d+)"/))
    #expect(upward.contains("<title>t</title>"))
  }

  private func drawing(_ stated: Int64, _ low: Int64?, _ high: Int64?) -> String {
    RangeDrawing(
      stated: stated, low: low, high: high, statedText: "s", intervalText: "i", title: "t"
    ).image.markup
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
