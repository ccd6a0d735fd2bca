"""How the demand was found: survey, public consultation, review by others, counsel on the contract's text."""
