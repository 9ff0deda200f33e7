/** The problems of the vendor, of what is offered and of selling; the same form as in problems.ts. */
export const sellingProblems = {
  // the ticketing vendor
  'vendor.not_connected': [
    409,
    'The store is not connected to a ticketing vendor',
    'Connect it to a vendor account of the client first.',
  ],
  'vendor.account_not_found': [404, 'There is no such vendor account', 'Read the vendor accounts of the client again.'],
  'vendor.account_name_taken': [409, 'A vendor account with this name exists', 'Choose another name than {name}.'],
  'vendor.account_in_use': [409, 'The vendor account is in use', 'Disconnect {stores} first.'],
  'vendor.in_use': [
    409,
    'The store stays with its vendor account',
    'It has held or sold seats through {account}, which alone knows of them. To change keys or the address, edit that account; for another one, make another store.',
  ],
  'vendor.keys_required': [
    422,
    'The keys are missing',
    'Enter them: stored keys are never sent to another address or as another user.',
  ],
  'vendor.address_unusable': [422, 'The address of the vendor cannot be used', '{reason}'],
  'vendor.busy': [
    429,
    'The ticketing vendor takes no more requests now',
    'You are in line with {place} before you. Come again in {seconds} seconds; your place is kept.',
  ],
  'vendor.unavailable': [503, 'The ticketing vendor does not answer', 'Nothing was done there. Try again in a moment.'],
  'vendor.unknown': [
    502,
    'The ticketing vendor did not say whether it was done',
    'Look again before you repeat it: it may have been done.',
  ],
  'vendor.refused': [409, 'The ticketing vendor refused', 'It said: {reason}.'],
  'vendor.setup': [
    503,
    'The connection to the ticketing vendor is not right',
    'Somebody who may edit vendor accounts must test the connection and correct it.',
  ],
  // webhooks
  'webhook.not_found': [404, 'There is no such webhook endpoint', 'Read the list of webhooks again.'],
  'webhook.address_unusable': [422, 'The address cannot be used', '{reason}'],
  'webhook.too_many': [409, 'The store has too many webhooks', 'Remove one first; {most} is the most.'],
  'webhook.off': [409, 'The webhook is switched off', 'Switch it on first.'],
  'webhook.delivery_not_found': [
    404,
    'There is no such delivery',
    'Deliveries are kept for 30 days: read the list again.',
  ],
  'webhook.delivery_waiting': [409, 'The delivery is waiting to be sent', 'It is sent by itself; read it again.'],
  // the copy of the vendor's inventory
  'inventory.event_not_found': [
    404,
    'There is no copy of this event',
    'It has not been read from the vendor: read the list of copied events again.',
  ],
  'inventory.run_not_found': [404, 'There is no such run', 'Runs are kept for two weeks: read the list again.'],
  'inventory.run_over': [409, 'The run is over', 'Read it again to see how it ended.'],
  'inventory.nothing_to_sync': [
    409,
    'There is nothing to read',
    'Events that are past, archived or cancelled are read no more: name others, or import some.',
  ],
  // what fans are offered
  'offer.closed': [409, 'The store does not sell to you now', 'Read the offer: it says why, and when it opens.'],
  'offer.event_not_found': [404, 'The offer does not have this event', 'Read the offer again: it says what is sold.'],
  'offer.not_yours': [404, 'This offer is not yours', 'Ask which set is yours and read its offer.'],
  // selling
  'cart.none': [404, 'There is no cart', 'Choose something first.'],
  'cart.fixed': [
    409,
    'The cart cannot be changed like that while its seats are held',
    'Let the seats go first, then choose anew.',
  ],
  'cart.busy': [
    409,
    'The cart is being worked on',
    'Something else is happening to this cart right now. Try again in a moment.',
  ],
  'cart.paying': [409, 'The cart is being paid', 'Wait until the payment is through, or has failed.'],
  'cart.not_allowed': [
    422,
    'The cart cannot go on like this',
    'See errors for what is missing or too much. Nothing was changed.',
  ],
  'cart.sign_in_to_hold': [
    429,
    'Too many visitors of this network hold seats without being signed in',
    'Sign in to hold seats, or try again when some of theirs were bought or let go.',
  ],
  'cart.too_many_held': [
    409,
    'Too many carts hold seats for you',
    'Buy or leave one of the others first, or wait until its time runs out: {most} may hold seats at a time.',
  ],
  'cart.not_held': [409, 'Not all seats are held', 'Hold the seats of every game first; a hold may have ended.'],
  'order.not_found': [404, 'There is no such order', 'Read your orders again.'],
  'order.undated': [409, 'Nothing of the order has a date yet', 'Ask again when the dates are announced.'],
  'purchase.not_found': [404, 'There is no such purchase', 'Read your orders again.'],
  'purchase.over': [409, 'The purchase is over', 'Read it again to see how it ended.'],
  'purchase.in_hand': [
    409,
    'The vendor is being asked already',
    'Try again in a few seconds. After a crash it may take a minute.',
  ],
  'purchase.under_way': [409, 'The cart is being bought already', 'Wait for the purchase that is under way.'],
  'idempotency.key_required': [
    400,
    'The Idempotency-Key is missing',
    'Send one, the same for every try of this purchase: 8 to 255 characters.',
  ],
  'idempotency.key_reused': [
    422,
    'The Idempotency-Key was used for something else',
    'Take another key for another purchase.',
  ],
  // fans
  'fan.code_invalid': [401, 'The code does not work', 'Check the six digits, or ask for a new code.'],
  'fan.too_many_codes': [
    429,
    'Too many codes were mailed to this address',
    'Use the last one, or wait {minutes} minutes and ask again.',
  ],
  'fan.not_found': [404, 'There is no such fan', 'Search for the fan again.'],
  'fan.name_needed': [
    409,
    'There is no ticketing account for this address yet',
    'Send the first and last name with the same code to make one.',
  ],
  'fan.account_locked': [403, 'The ticketing account is locked', "Ask the team's ticket office to unlock it."],
  'fan.sign_in_required': [401, 'You are not signed in', 'Sign in with your ticketing account and try again.'],
} as const satisfies Record<string, readonly [status: number, title: string, detail: string]>;
