package io.buddychat.graphql;

/// How much a request may ask for. Each bound is of one kind; whoever goes over one is told which,
/// and nothing of their request runs.
///
/// Cost is what decides: it is the bound on work. The others keep the finding out cheap, for a
/// document is read and checked before it is known what it costs.
///
/// @param characters how long a document may be
/// @param tokens how many words and signs it may have, and how many comments
/// @param depth how many fields it may nest, and how many fragments
/// @param repetitions how often it may ask again for a field that it asks for already at the same
///   place, with or without an alias
/// @param rootFields how many fields may stand at the top of an operation
/// @param directives how many directives a document may have
/// @param fragments how many fragments a document may define
/// @param cost what an operation may cost, as [Cost] counts; also how many selections and values
///   all operations of a document may have, with their fragments written out
/// @param values how many values the variables may hold, and how many may stand in the document
/// @param errors how many mistakes in a document are listed
public record DocumentLimits(
    int characters,
    int tokens,
    int depth,
    int repetitions,
    int rootFields,
    int directives,
    int fragments,
    int cost,
    int values,
    int errors) {

  /// Far above what programs for people ask for.
  public static final DocumentLimits STANDARD =
      new DocumentLimits(65_536, 4_000, 20, 100, 50, 200, 100, 20_000, 2_000, 20);

  /// The same with another bound on cost.
  public DocumentLimits withCost(int newCost) {
    return new DocumentLimits(
        characters,
        tokens,
        depth,
        repetitions,
        rootFields,
        directives,
        fragments,
        newCost,
        values,
        errors);
  }
}
