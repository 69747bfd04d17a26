import BudgetDomain

extension RelationNetwork {
  /// Whether a relation can be true once figures have changed. A figure that may be anything
  /// makes true whatever it is in; see `span(of:closing:_:)`.
  func isPossible(_ relation: Int, with changes: [Change]) -> Bool {
    let node = nodes[relation]
    guard var sum = node.sum else { return isQuotientPossible(node, with: changes) }
    for change in changes {
      for membership in memberships[change.figure] where membership.relation == relation {
        guard let span = change.span else { return true }
        sum =
          sum - Self.contribution(of: spans[change.figure], membership.role)
          + Self.contribution(of: span, membership.role)
      }
    }
    return sum.holdsZero
  }

  private func isQuotientPossible(_ node: Node, with changes: [Change]) -> Bool {
    var intervals: [Interval] = []
    for id in node.figures {
      guard let change = changes.last(where: { $0.figure == id }) else {
        intervals.append(figures[id].interval)
        continue
      }
      guard let span = change.span else { return true }
      intervals.append(Interval(span))
    }
    guard intervals.count == 3,
      let expected = node.stated.relation.quotient(intervals[1], intervals[2])
    else { return false }
    return intervals[0].meets(expected)
  }

  /// Where the true value of a figure must lie for a relation to be true, ends possibly a little
  /// too far out; nil where no value does it, or the figure has two parts in the relation.
  func span(of figure: Int, closing relation: Int, with changes: [Change]) -> Span? {
    let node = nodes[relation]
    let others = changes.filter { $0.figure != figure }
    guard var rest = node.sum else { return quotientSpan(of: figure, node, with: others) }
    let own = memberships[figure].filter { $0.relation == relation }
    guard own.count == 1, let role = own.first?.role else { return nil }
    rest = rest - Self.contribution(of: spans[figure], role)
    for change in others {
      for membership in memberships[change.figure] where membership.relation == relation {
        guard let span = change.span else { return .everything }
        rest =
          rest - Self.contribution(of: spans[change.figure], membership.role)
          + Self.contribution(of: span, membership.role)
      }
    }
    switch role {
    case .added: return -rest
    case .subtracted: return rest
    case .possible, .operand:
      // Too little can be made up for by raising it, too much by lowering it.
      if rest.high < 0 { return Span(low: -rest.high, high: Span.unbounded) }
      if rest.low > 0 { return Span(low: -Span.unbounded, high: -rest.low) }
      return .everything
    }
  }

  private func quotientSpan(of figure: Int, _ node: Node, with changes: [Change]) -> Span? {
    var spans: [Span] = []
    for id in node.figures {
      guard let change = changes.last(where: { $0.figure == id }) else {
        spans.append(self.spans[id])
        continue
      }
      guard let span = change.span else { return .everything }
      spans.append(span)
    }
    let places = node.figures.indices.filter { node.figures[$0] == figure }
    guard spans.count == 3, places.count == 1, let place = places.first else { return nil }
    if place == 0 {
      return node.stated.relation.quotient(Interval(spans[1]), Interval(spans[2])).map {
        Span(
          low: Span.inTicks($0.low.value),
          high: ceilDivide($0.high.value.numerator * Span.ticks, by: $0.high.value.denominator))
      }
    }
    return InverseQuotient(node.stated.relation.form, place)?.span(spans[0], spans[3 - place])
  }

  /// The numbers, in units of its last place, that a figure may be printed as for its true value
  /// to lie in `span`; nil where there is none.
  func printable(_ figure: Int, in span: Span) -> ClosedRange<Int128>? {
    // A row that is not printed would be rounded like the total that counts it.
    let model = spans[absentRows[figure]?.total ?? figure]
    let halfWidth = (model.high - model.low) / 2
    let tick = digits[figure].tick
    let low = ceilDivide(span.low - halfWidth, by: tick)
    let high = floorDivide(span.high + halfWidth, by: tick)
    return low <= high ? low...high : nil
  }
}

extension Interval {
  /// The values of a span, in lowest terms so that cross products stay small.
  init(_ span: Span) {
    func bound(_ value: Int128, isOpen: Bool) -> Bound {
      Bound(Fraction(value, over: Span.ticks).reduced, isOpen: isOpen)
    }
    self.init(
      low: bound(span.low, isOpen: span.openLows > 0),
      high: bound(span.high, isOpen: span.openHighs > 0))
  }
}
