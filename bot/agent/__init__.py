"""Who answers contacts while no person does."""
